package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.operator.Role;

/** An engineer who writes down with what a unit is to be set up. */
class SetupPagesTest extends AtTheCentre {

    private static final UnitId UNIT = new UnitId("cs-furong-01");
    private static final String PAGE = "/units/cs-furong-01/setup";
    private static final String CODE = "kq0AAAAAAAAAAAAAAAAAAA";
    private static final String GOOD =
            """
            place: { zh: 大厅, en: Hall }
            hotline: "12345"
            platform: { uri: "https://platform.example/", ca-sha256: X8sAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, code: %s }
            devices:
              - { name: id-card-reader, driver: sam-v, port: /dev/ttyS0 }
            """
                    .formatted(CODE);

    @Test
    void itIsKept_shownAgain_markedWhenTheUnitHasHadIt_andTakenBack() {
        unit(UNIT.value(), FURONG);
        signIn("engineer", Role.ENGINEER, FURONG);
        assertTrue(centre.get("/units/cs-furong-01").body().contains(PAGE));
        HttpResponse<String> page = centre.get(PAGE);
        assertTrue(page.body().contains("driver: sam-v"), "something to begin with");
        String csrf = Centre.csrf(page);
        HttpResponse<String> wrong =
                centre.post(PAGE, "csrf", csrf, "deed", "keep", "setup", GOOD.replace("hotline", "<hotlin>"));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("没有保存。第 2 行：不认识的键 &lt;hotlin"), wrong.body());
        assertTrue(wrong.body().contains(CODE), "what was written is not lost");
        assertEquals(Optional.empty(), setups.of(UNIT));

        assertEquals(
                PAGE,
                location(centre.post(
                        PAGE, "csrf", csrf, "deed", "keep", "setup", GOOD + "# " + "字".repeat(20_000) + "\n")));
        assertEquals(PAGE, location(centre.post(PAGE, "csrf", csrf, "deed", "keep", "setup", GOOD)));
        assertEquals(GOOD, setups.of(UNIT).orElseThrow().text());
        assertFalse(centre.get(PAGE).body().contains("终端取走于"));
        setups.fetch(UNIT);
        assertTrue(centre.get(PAGE).body().contains("平台登记码只能用一次，已交给终端"));
        assertEquals(PAGE, location(centre.post(PAGE, "csrf", csrf, "deed", "remove")));
        assertEquals(Optional.empty(), setups.of(UNIT));
    }

    @Test
    void itIsNobodyElsesToSeeOrWrite() {
        unit(UNIT.value(), FURONG);
        setups.keep(UNIT, GOOD, "engineer");
        signIn("operator", Role.OPERATOR, FURONG);
        assertFalse(centre.get("/units/cs-furong-01").body().contains(PAGE));
        assertEquals(404, centre.get(PAGE).statusCode());
        String csrf = Centre.csrf(centre.get("/"));
        assertEquals(404, centre.post(PAGE, "csrf", csrf, "deed", "remove").statusCode());
        signIn("tianxin", Role.ENGINEER, TIANXIN);
        assertEquals(404, centre.get(PAGE).statusCode());
        assertEquals(404, centre.get("/units/nobody/setup").statusCode());
        assertEquals(GOOD, setups.of(UNIT).orElseThrow().text());
    }
}
