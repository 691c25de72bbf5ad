package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.people.Card;

class IdentificationTest extends CityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "certificate",
                "permit-hk",
                "permit-taiwan",
                "foreigner-2017",
                "foreigner-2017-english",
                "foreigner-2023",
                "long-term",
                "long-name"
            })
    void aGoodCardOfEachKind_opensASession(String person) {
        Terminal.Reply reply = terminal.identify(city.person(person).card());

        assertEquals(200, reply.status());
        String masked = reply.json().get("maskedName").asString();
        assertFalse(masked.equals(city.person(person).card().knownName()));
    }

    @Test
    void someoneThePlatformDoesNotKnow_isUnknown() {
        assertRefused(
                404, "person-unknown", terminal.identify(city.person("unknown").card()));
    }

    @Test
    void anExpiredCard_isRefusedForThat() {
        assertRefused(
                403, "card-expired", terminal.identify(city.person("expired").card()));
    }

    @Test
    void aCardReportedLost_isRefusedForThat() {
        assertRefused(403, "card-lost", terminal.identify(city.person("lost").card()));
    }

    @Test
    void anotherNameOnTheLostCard_doesNotLearnThatItIsLost() {
        Map<String, Object> forged = Terminal.credential(city.person("lost").card());
        forged.put("name", "王伟");

        assertRefused(403, "data-mismatch", identify(forged));
    }

    @Test
    void anOldCardOfTheSamePerson_doesNotAgreeWithTheRegister() {
        Card card = city.person("certificate").card();
        Map<String, Object> old = Terminal.credential(card);
        old.put("validUntil", card.validUntil().minusYears(5).toString());

        assertRefused(403, "data-mismatch", identify(old));
    }

    @Test
    void afterAQuarterOfAnHour_theSessionHasExpired() {
        String session = session("query");
        clock.advance(Duration.ofMinutes(14));
        assertEquals(200, terminal.ofSession("/v1/contributions/query", session).status());

        clock.advance(Duration.ofMinutes(1));

        assertRefused(401, "session-expired", terminal.ofSession("/v1/contributions/query", session));
        assertRefused(401, "session-expired", terminal.ofSession("/v1/cases/query", session));
        assertRefused(401, "session-expired", terminal.issue(session, "insurance-certificate", key));
    }

    @Test
    void endingTwice_isNoError_andNothingIsAnsweredAfterwards() {
        String session = session("query");

        assertEquals(204, terminal.ofSession("/v1/identifications/end", session).status());
        assertEquals(204, terminal.ofSession("/v1/identifications/end", session).status());

        assertRefused(401, "session-expired", terminal.ofSession("/v1/contributions/query", session));
    }

    @Test
    void aSessionStolenByAnotherTerminal_isWorthNothingThere() throws Exception {
        String session = session("query");
        Terminal thief = Terminal.enrolled(city, "T-0002", folder.resolve("thief"));

        assertRefused(401, "session-expired", thief.ofSession("/v1/contributions/query", session));
    }

    @Test
    void aRestart_keepsTheSession() throws Exception {
        String session = session("query");

        restart();

        assertEquals(200, terminal.ofSession("/v1/contributions/query", session).status());
    }

    private Terminal.Reply identify(Map<String, Object> credential) {
        return terminal.post("/v1/identifications", Map.of("context", terminal.context(), "credential", credential));
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
