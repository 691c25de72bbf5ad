package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;

/** The units by their places. */
class MapPagesTest extends AtTheCentre {

    @Test
    void theMapShowsEachPartOfADivision_andNobodysElse() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102002");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-02", Stage.unitIs(Fact.UnitState.IN_SERVICE, null));
        signIn("boss", Role.VIEWER, CITY);
        String city = centre.get("/map").body();
        assertTrue(city.contains("<a href=\"/map?division=430102\">芙蓉区</a> <small>2 台</small>"), city);
        assertTrue(city.contains("<a href=\"/map?division=430103\">430103</a>"), city);
        assertTrue(city.contains("<a class=\"well\" href=\"/units/cs-furong-02\""), city);
        String county =
                centre.get("/map?division=430102", "Accept-Language", "en").body();
        assertTrue(county.contains("<h1>Furong</h1>") && county.contains("/map?division=430102001"), county);
        assertFalse(county.contains("tianxin"), county);

        signIn("furong", Role.VIEWER, FURONG);
        String own = centre.get("/map?division=430103").body();
        assertTrue(own.contains("cs-furong-01") && !own.contains("cs-tianxin-01"), own);
    }
}
