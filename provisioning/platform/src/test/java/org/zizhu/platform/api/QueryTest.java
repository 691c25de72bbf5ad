package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import tools.jackson.databind.JsonNode;

class QueryTest extends CityTest {

    @Test
    void contributionsComeNewestFirst_andTheSummaryAddsThemUp() {
        JsonNode answer =
                terminal.ofSession("/v1/contributions/query", session("query")).json();

        JsonNode records = answer.get("records");
        JsonNode summary = answer.get("summary");
        assertEquals(summary.get("months").asInt(), records.size());
        assertEquals(summary.get("lastMonth"), records.get(0).get("month"));
        assertEquals(summary.get("firstMonth"), records.get(records.size() - 1).get("month"));
        long personal = 0;
        for (JsonNode each : records) {
            personal += each.get("personalFen").asLong();
        }
        assertEquals(summary.get("personalFen").asLong(), personal);
    }

    @Test
    void someoneNeverInsured_getsAnEmptyHistory() {
        JsonNode answer = terminal.ofSession("/v1/contributions/query", session("no-insurance"))
                .json();

        assertTrue(answer.get("records").isEmpty());
        assertTrue(answer.get("summary").get("firstMonth").isNull());
        assertEquals(
                "Not insured", answer.get("summary").get("status").get("en").asString());
    }

    @Test
    void casesShowHowFarTheyAre_openOnesFirst() {
        JsonNode cases = terminal.ofSession("/v1/cases/query", session("progress"))
                .json()
                .get("cases");

        assertEquals(3, cases.size());
        assertFalse(cases.get(0).get("closed").asBoolean());
        boolean closedBefore = false;
        for (JsonNode each : cases) {
            assertFalse(closedBefore && !each.get("closed").asBoolean());
            closedBefore = each.get("closed").asBoolean();
            JsonNode first = each.get("milestones").get(0);
            assertEquals("DONE", first.get("state").asString());
            assertFalse(first.get("at").isNull());
        }
    }
}
