package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Role;

/** The list of alarms, its table, and who takes one on. */
class AlarmPagesTest extends AtTheCentre {

    @Test
    void anAlarmStandsInTheHead_isTakenOnByAnOperatorOnce_andNotByAnotherCountysNorAViewer() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.HARDWARE_ERROR, "jam"));
        stage.loses("cs-tianxin-01");
        stage.passes(Stage.A_WHILE);
        signIn("looker", Role.VIEWER, FURONG);
        HttpResponse<String> page = centre.get("/alarms");
        assertTrue(page.body().contains("设备故障"), page.body());
        assertTrue(page.body().contains("jam"), page.body());
        assertFalse(page.body().contains("cs-tianxin-01"), "another county's");
        assertEquals("1", badge(centre.get("/").body()));
        assertTrue(centre.get("/units/cs-furong-01", "Accept-Language", "en")
                .body()
                .contains("device down"));
        String ours = number(page.body());
        assertEquals(
                403,
                centre.post("/alarms", "csrf", Centre.csrf(page), "number", ours)
                        .statusCode());

        signIn("tianxin", Role.OPERATOR, TIANXIN);
        HttpResponse<String> theirs = centre.get("/alarms");
        assertEquals(
                403,
                centre.post("/alarms", "csrf", Centre.csrf(theirs), "number", ours)
                        .statusCode());

        signIn("furong", Role.OPERATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/alarms"));
        String[] form = {"csrf", csrf, "number", ours, "back", "/alarms?grade=down"};
        assertEquals("/alarms?grade=down", location(centre.post("/alarms", form)));
        assertEquals(409, centre.post("/alarms", form).statusCode());
        assertEquals("", badge(centre.get("/").body()));
        assertTrue(centre.get("/alarms?standing=acknowledged").body().contains("furong"));
    }

    @Test
    void alarmsAreFilteredByTheirAddress_andTheTableHoldsTheSame() {
        stage.unit("cs-furong-01", "430102001");
        stage.unit("cs-furong-02", "430102001");
        stage.unit("cs-tianxin-01", "430103001");
        stage.tells("cs-furong-01", Stage.device("printer", Fact.DeviceState.USER_ERROR, "cover-open"));
        stage.loses("cs-furong-02");
        stage.loses("cs-tianxin-01");
        stage.passes(Stage.A_WHILE);
        signIn("furong", Role.VIEWER, FURONG);

        String degraded = centre.get("/alarms?grade=degraded").body();
        assertTrue(degraded.contains("/units/cs-furong-01") && !degraded.contains("/units/cs-furong-02"), degraded);
        assertTrue(degraded.contains("href=\"/alarms.csv?grade=degraded\""), degraded);
        assertTrue(centre.get("/alarms?standing=closed").body().contains("没有符合条件的告警"));
        assertTrue(centre.get("/alarms?q=FURONG-02").body().contains("/units/cs-furong-02"));
        assertTrue(centre.get("/alarms?q=%25").body().contains("没有符合条件的告警"), "a sign is a sign");

        HttpResponse<String> table = centre.get("/alarms.csv?rule=unit-silent");
        assertEquals(
                "text/csv; charset=utf-8",
                table.headers().firstValue("Content-Type").orElseThrow());
        List<String> lines = table.body().lines().toList();
        assertEquals(2, lines.size(), table.body());
        assertTrue(lines.get(0).startsWith("\uFEFFnumber,standing,grade,rule"), lines.get(0));
        assertTrue(lines.get(1).contains(",waiting,down,unit-silent,unit,'-,430102001,cs-furong-02,1,"), lines.get(1));
    }

    /** How many alarms the head says wait for somebody; empty for none. */
    private static String badge(String page) {
        Matcher badge = Pattern.compile("class=\"badge\"[^>]*>([0-9]+)<").matcher(page);
        return badge.find() ? badge.group(1) : "";
    }

    /** Of the first alarm on the page. */
    private static String number(String page) {
        Matcher row = Pattern.compile("id=\"alarm-([0-9]+)\"").matcher(page);
        assertTrue(row.find(), page);
        return row.group(1);
    }
}
