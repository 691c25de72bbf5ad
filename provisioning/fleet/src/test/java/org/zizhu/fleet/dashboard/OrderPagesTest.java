package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.operator.Role;

/** What many units are told at once. */
class OrderPagesTest extends AtTheCentre {

    @Test
    void allUnitsThatTheAddressAsksFor_areToldAtOnce_unlessTheListHasChangedOrIsNotTheirs() {
        unit("cs-furong-01", FURONG);
        unit("cs-furong-02", FURONG);
        unit("cs-tianxin-01", TIANXIN);
        signIn("looker", Role.VIEWER, FURONG);
        assertFalse(centre.get("/").body().contains("name=\"units\""));
        String[] form = {"csrf", Centre.csrf(centre.get("/")), "deed", "restart", "key", "k1", "units", "2"};
        assertEquals(403, centre.post("/", form).statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/");
        assertTrue(page.body().contains("name=\"units\" value=\"2\""), page.body());
        form[1] = Centre.csrf(page);
        form[7] = "3";
        assertEquals(409, centre.post("/", form).statusCode(), "not as many as they have seen");
        form[7] = "1";
        String order = location(centre.post("/?q=furong-02", form));
        commands.lookAround();
        assertEquals(
                List.of(new UnitId("cs-furong-02")),
                told.stream().map(Command::unit).toList());
        assertTrue(centre.get(order).body().contains("重启软件"));
        assertTrue(centre.get("/orders").body().contains("href=\"" + order + "\""));
        String[] notice = {
            "csrf", form[1], "deed", "show-notice", "key", "k2", "units", "2", "zh", "今晚维护", "en", "", "hours", "8"
        };
        assertEquals(403, centre.post("/", notice).statusCode(), "in one language only");
        notice[11] = "Maintenance tonight";
        String second = location(centre.post("/", notice));
        assertEquals(second, location(centre.post(second, "csrf", form[1], "deed", "stop")));
        commands.lookAround();
        assertEquals(1, told.size(), "it was stopped before it went out");

        signIn("tianxin", Role.OPERATOR, TIANXIN);
        assertEquals(404, centre.get(order).statusCode());
    }
}
