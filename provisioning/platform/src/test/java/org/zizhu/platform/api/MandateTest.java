package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import tools.jackson.databind.JsonNode;

/** One person acts for another: a neighbour, who has brought their card, or a guardian. */
class MandateTest extends CityTest {

    @BeforeEach
    void anotherDay() {
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void whoActsForSomebody_getsASessionOfTheOther() {
        Terminal.Reply reply = mandate(agent("progress"), session("statement"), null);
        assertEquals(200, reply.status());
        assertEquals(
                terminal.identify(city.person("statement").card()).json().get("handle"),
                reply.json().get("handle"));
        String session = reply.json().get("session").asString();
        assertEquals(200, terminal.ofSession("/v1/contributions/query", session).status());
    }

    @Test
    void fourthTimeOnADay_isTooOften_andTheNextDayItIsNot() {
        for (String other : new String[] {"statement", "one-page", "dot-name"}) {
            assertEquals(200, mandate(agent("progress"), session(other), null).status());
        }
        assertRefused(403, "agent-over-limit", mandate(agent("progress"), session("query"), null));
        clock.advance(Duration.ofDays(1));
        assertEquals(200, mandate(agent("progress"), session("query"), null).status());
    }

    @Test
    void nobodyActsForThemselves() {
        assertRefused(409, "agent-is-principal", mandate(agent("query"), session("query"), null));
    }

    @Test
    void guardian_knowsTheirWards_andActsForThemAsOftenAsIsNeeded() {
        JsonNode wards =
                terminal.ofSession("/v1/wards", session("certificate")).json().get("wards");
        assertEquals(2, wards.size());
        assertNotEquals(
                city.person("long-name").card().name(),
                wards.get(0).get("maskedName").asString());
        String ward = wards.get(0).get("handle").asString();
        for (int i = 0; i <= MandateDesk.MANDATES_A_DAY; i++) {
            assertEquals(200, mandate(agent("certificate"), null, ward).status());
        }
    }

    @Test
    void whoIsNoGuardian_hasNoWards_andCantActForSomebodyElses() {
        String ward = terminal.ofSession("/v1/wards", session("query"))
                .json()
                .at("/wards/0/handle")
                .asString();
        assertEquals(
                0,
                terminal.ofSession("/v1/wards", session("progress"))
                        .json()
                        .get("wards")
                        .size());
        assertRefused(403, "not-guardian", mandate(agent("progress"), null, ward));
    }

    /** Somebody who has shown their card and their face. */
    private String agent(String person) {
        String session = session(person);
        assertEquals(204, terminal.shows(session, "FACE", null).status());
        return session;
    }

    private Terminal.Reply mandate(String agent, @Nullable String principal, @Nullable String ward) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("context", terminal.context());
        body.put("session", agent);
        body.put("principal", principal);
        body.put("ward", ward);
        return terminal.post("/v1/mandates", body);
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
