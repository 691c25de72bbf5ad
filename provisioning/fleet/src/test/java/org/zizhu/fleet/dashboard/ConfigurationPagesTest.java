package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.operator.Role;

/** What units should go by, published at the centre. */
class ConfigurationPagesTest extends AtTheCentre {

    @Test
    void anEngineerPublishes_stops_andRollsBack_andOthersMayNot() {
        unit("cs-furong-01", FURONG);
        signIn("furong", Role.ENGINEER, FURONG);
        String csrf = Centre.csrf(centre.get("/configurations"));
        HttpResponse<String> wrong = publish(csrf, "430102", "12");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("30 到 600") && wrong.body().contains("value=\"夏季\""), wrong.body());
        assertEquals(403, publish(csrf, "430103", "60").statusCode(), "not their county");
        assertEquals(403, publish(csrf, "430100", "60").statusCode(), "nor the whole city");

        String first = location(publish(csrf, "430102", "90"));
        assertEquals("/configurations/1", first);
        String page = centre.get(first).body();
        assertTrue(page.contains("先行试用") && page.contains("90 秒后询问") && page.contains("待送达"), page);
        assertTrue(centre.get("/units/cs-furong-01").body().contains("href=\"/configurations/1\""));
        assertTrue(centre.get("/configurations?from=1").body().contains("value=\"90\""));
        assertEquals(first, location(centre.post(first, "csrf", csrf, "deed", "stop")));
        assertEquals(Configuration.Standing.STOPPED, configuration(1).standing());
        assertEquals("/configurations/2", location(centre.post(first, "csrf", csrf, "deed", "roll-back")));
        assertEquals(0L, configuration(2).former());
        assertTrue(centre.get("/configurations").body().contains("退回：终端自带"));

        signIn("watch", Role.OPERATOR, FURONG);
        csrf = Centre.csrf(centre.get("/configurations"));
        assertFalse(centre.get("/configurations").body().contains("下发新版本"));
        assertEquals(403, publish(csrf, "430102", "60").statusCode());
        assertEquals(
                403,
                centre.post("/configurations/2", "csrf", csrf, "deed", "roll-back")
                        .statusCode());

        signIn("tianxin", Role.ADMINISTRATOR, TIANXIN);
        csrf = Centre.csrf(centre.get("/"));
        assertEquals(404, centre.get("/configurations/1").statusCode());
        assertEquals(
                404,
                centre.post("/configurations/2", "csrf", csrf, "deed", "stop").statusCode());
    }

    private HttpResponse<String> publish(String csrf, String division, String idleSeconds) {
        return centre.post(
                "/configurations",
                "csrf",
                csrf,
                "title",
                "夏季",
                "division",
                division,
                "firstUnits",
                "1",
                "idleSeconds",
                idleSeconds);
    }

    private Configuration configuration(long version) {
        return database.read(connection -> ConfigurationBook.find(connection, version, CITY))
                .orElseThrow();
    }
}
