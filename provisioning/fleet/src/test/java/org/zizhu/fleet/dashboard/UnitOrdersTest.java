package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.store.Sql;

/** What is asked of a unit on its page, and who may. */
class UnitOrdersTest extends AtTheCentre {

    @Test
    void anOperatorsOrder_isTakenOnce_andAViewersNever() {
        unit("cs-furong-01", FURONG);
        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/units/cs-furong-01");
        String csrf = Centre.csrf(page);
        String key = "one-form";

        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "deed", "close-unit", "key", key)
                        .statusCode());
        for (int sent = 0; sent < 2; sent++) {
            assertEquals(
                    "/units/cs-furong-01",
                    location(centre.post("/units/cs-furong-01", "csrf", csrf, "deed", "close-unit", "key", key)));
        }
        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "csrf", csrf, "deed", "power-off", "key", "x")
                        .statusCode());
        assertTrue(centre.get("/units/cs-furong-01").body().contains("close-unit"));
        assertEquals(1, orders());
        assertEquals(new Deed.CloseUnit("by-operator"), told.get(0).deed());

        signIn("looker", Role.VIEWER, FURONG);
        String theirs = Centre.csrf(centre.get("/"));
        assertEquals(
                403,
                centre.post("/units/cs-furong-01", "csrf", theirs, "deed", "restart", "key", "y")
                        .statusCode());
        assertEquals(1, orders());
    }

    @Test
    void aServiceIsClosedByAnOperator_andADeviceIsTestedByAnEngineer() {
        stage.unit("cs-furong-01", "430102001");
        database.write(connection -> Sql.run(
                connection,
                "UPDATE presence SET commands = 'close-service open-service show-notice self-test power-cycle'"));
        stage.tells(
                "cs-furong-01",
                Stage.device("printer", Fact.DeviceState.ONLINE),
                Stage.service("certificates", Fact.ServiceState.AVAILABLE));
        signIn("furong", Role.OPERATOR, FURONG);
        HttpResponse<String> page = centre.get("/units/cs-furong-01");
        assertTrue(page.body().contains("<option value=\"certificates\">"), page.body());
        assertFalse(page.body().contains("value=\"restart\""), "the unit can't");
        assertFalse(page.body().contains("value=\"self-test\""), "an engineer's");
        String[] form = {
            "csrf",
            Centre.csrf(page),
            "deed",
            "close-service",
            "key",
            "k1",
            "service",
            "certificates",
            "device",
            "printer"
        };
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(
                new Deed.CloseService("certificates", "by-operator"),
                told.get(0).deed());
        form[7] = "<no service>";
        form[5] = "k2";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[3] = "self-test";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        assertEquals(403, centre.post("/", form).statusCode(), "nor of many");
        String[] notice = {
            "csrf", form[1], "deed", "show-notice", "key", "k3", "zh", "今晚维护", "en", "Maintenance", "hours", "8"
        };
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", notice)));

        signIn("engineer", Role.ENGINEER, FURONG);
        form[1] = Centre.csrf(centre.get("/units/cs-furong-01"));
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(new Deed.SelfTest("printer"), told.get(2).deed());
        form[3] = "power-cycle";
        form[5] = "k4";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(new Deed.PowerCycle("printer"), told.get(3).deed());
        String after = centre.get("/units/cs-furong-01").body();
        assertTrue(after.contains("关闭事项<small> certificates</small>"), after);
    }

    @Test
    void aCountThatDiffers_isAgreedToInTheNumbersThatStaffHaveTold() {
        stage.unit("cs-furong-01", "430102001");
        database.write(connection -> Sql.run(connection, "UPDATE presence SET commands = 'agree-difference'"));
        signIn("furong", Role.OPERATOR, FURONG);
        String[] form = {
            "csrf",
            Centre.csrf(centre.get("/units/cs-furong-01")),
            "deed",
            "agree-difference",
            "key",
            "k1",
            "store",
            "blanks",
            "counted",
            "48",
            "countedBin",
            ""
        };
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[11] = "2";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertEquals(
                new Deed.AgreeDifference("blanks", 48, 2),
                told.get(told.size() - 1).deed());
        String after = centre.get("/units/cs-furong-01").body();
        assertTrue(after.contains("核准清点差异<small> 空白证照 48 + 2</small>"), after);
    }

    @Test
    void maintenanceBeginsAndEndsOnTheUnitsPage_forOperators() {
        unit("cs-furong-01", FURONG);
        signIn("looker", Role.VIEWER, FURONG);
        String[] form = {"csrf", Centre.csrf(centre.get("/")), "deed", "begin-maintenance", "hours", "4"};
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        form[1] = Centre.csrf(centre.get("/"));
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertTrue(centre.get("/units/cs-furong-01").body().contains("维护中，至"));
        form[5] = "99";
        assertEquals(403, centre.post("/units/cs-furong-01", form).statusCode());
        form[3] = "end-maintenance";
        assertEquals("/units/cs-furong-01", location(centre.post("/units/cs-furong-01", form)));
        assertTrue(centre.get("/units/cs-furong-01").body().contains("开始维护"));
    }

    private long orders() {
        return database.read(connection -> Sql.number(connection, "SELECT count(*) FROM command"));
    }
}
