package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.collection.Stocking;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.people.SocialCard;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.qr.Phone;
import tools.jackson.databind.JsonNode;

/** New cards wait in a terminal's stacker, and results of cases in its locker; the city hears what became of each. */
class CollectionTest extends CityTest {

    private static final String CARD_ITEM = "1143010000000000083002014002001";
    private static final String AT = "2026-03-01T15:00:00Z";

    @Test
    void aWaitingCard_isTheOneWhoseChipMatches_andNamesNobody() {
        Person person = city.person("certificate");
        Terminal.Reply reply = waiting("certificate");

        JsonNode card = reply.json();
        String handle = card.get("handle").asString();
        assertEquals(
                sha256(handle + ":" + Stocking.newNumber(person) + ":"
                        + person.card().number()),
                card.get("match").asString());
        assertFalse(reply.text().contains(Stocking.newNumber(person)));
    }

    @Test
    void anIdentityCardAlone_isNotEnough() {
        assertEquals("assurance-too-low", query(session("query")).code());
    }

    @Test
    void taken_theNewCardIsInUse_andTheOldOneIsNot() {
        Person person = city.person("query");
        String handle = waiting("query").json().get("handle").asString();
        assertEquals(204, delivery(handle, "TAKEN", key, List.of()).status());
        assertEquals(204, delivery(handle, "TAKEN", key, List.of()).status());

        assertEquals("card-none-waiting", waiting("query").code());
        assertEquals(
                "social-card-replaced", identify(person, person.socialCard()).code());
        SocialCard now = new SocialCard(
                Stocking.newNumber(person),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8))
                        .plusYears(10)
                        .minusDays(1),
                false);
        assertEquals(200, identify(person, now).status());
        assertEquals(
                "delivery-settled",
                delivery(handle, "RETAINED", key + ":2", List.of()).code());
    }

    @Test
    void notDispensed_itWaitsAsBefore() {
        String handle = waiting("progress").json().get("handle").asString();
        assertEquals(204, delivery(handle, "NOT_DISPENSED", key, List.of()).status());
        assertEquals(handle, waiting("progress").json().get("handle").asString());
    }

    @Test
    void retainedOrUnknown_isNotHandedOutAgain() {
        assertEquals(
                204,
                delivery(waiting("foreigner-2023").json().get("handle").asString(), "RETAINED", key, List.of())
                        .status());
        assertEquals("card-retained", waiting("foreigner-2023").code());
        assertEquals(
                204,
                delivery(waiting("long-term").json().get("handle").asString(), "UNKNOWN", key + ":2", List.of())
                        .status());
        assertEquals("card-unsettled", waiting("long-term").code());
    }

    @Test
    void somebodyElsesCardInTheBin_isKnownToBeThere() {
        String handle = waiting("rare-plane-2").json().get("handle").asString();
        String other = sha256(Stocking.newNumber(city.person("permit-hk"))).substring(0, 16);
        assertEquals(204, delivery(handle, "TAKEN", key, List.of(other)).status());
        assertEquals("card-retained", waiting("permit-hk").code());
    }

    @Test
    void anotherTerminal_doesNotHaveTheCard(@TempDir Path unit) throws Exception {
        Terminal other = Terminal.enrolled(city, "T-0002", unit);
        String session = other.session(city.person("dot-name").card());
        other.shows(session, "FACE", null);
        assertEquals(
                "card-elsewhere",
                other.post("/v1/cards/query", Map.of("context", other.context(CARD_ITEM), "session", session))
                        .code());
        assertEquals(
                "card-unknown",
                other.post(
                                "/v1/cards/"
                                        + waiting("dot-name")
                                                .json()
                                                .get("handle")
                                                .asString() + "/delivery",
                                Map.of("context", other.context(), "fact", "TAKEN", "wrong", List.of(), "at", AT),
                                key)
                        .code());
    }

    @Test
    void whatWaitsInABox_isFoundByItsHolder_andByThePickUpCode_untilItIsTaken() {
        Person holder = holderOfABox();
        JsonNode box = terminal.ofSession("/v1/lockers/query", session(holder.id()))
                .json()
                .get("boxes")
                .get(0);
        String handle = box.get("handle").asString();
        Phone.Shown code =
                city.phone().show(holder.id(), CodeKind.CASE_PICKUP, null).orElseThrow();
        Map<String, Object> byCode = Map.of("context", terminal.context(), "code", code.text(), "number", code.about());
        assertEquals(
                handle,
                terminal.post("/v1/lockers/code", byCode)
                        .json()
                        .get("boxes")
                        .get(0)
                        .get("handle")
                        .asString());

        assertEquals(204, outcome(handle, "NOT_OPENED", key).status());
        assertEquals(200, terminal.post("/v1/lockers/code", byCode).status());
        assertEquals(204, outcome(handle, "TAKEN", key + ":2").status());
        assertEquals(204, outcome(handle, "TAKEN", key + ":2").status());
        assertEquals(
                "locker-nothing-waits",
                terminal.post("/v1/lockers/code", byCode).code());
        assertEquals(
                "locker-nothing-waits",
                terminal.ofSession("/v1/lockers/query", session(holder.id())).code());
    }

    @Test
    void boxesAreKeptOneByOne_andReleased_andNeverTheSameForTwo() {
        String first = reserve("statement", key).json().get("handle").asString();
        assertEquals(first, reserve("statement", key).json().get("handle").asString());
        String second = reserve("statement", key + ":2").json().get("handle").asString();
        assertFalse(first.equals(second));
        assertEquals(204, outcome(first, "DEPOSITED", key + ":3").status());
        assertEquals(204, outcome(second, "UNKNOWN", key + ":4").status());

        int kept = 0;
        while (reserve("statement", key + ":more" + kept).status() == 201) {
            kept++;
        }
        assertEquals("locker-full", reserve("statement", key + ":more" + kept).code());
        assertTrue(kept > 0);
        for (int i = 0; i < kept; i++) {
            assertEquals(204, release(key + ":more" + i, key + ":release" + i).status());
        }
        assertEquals(
                "box-released",
                reserve("statement", key + ":more0").code(),
                "a request that comes after its withdrawal");
        assertEquals(201, reserve("statement", key + ":again").status());
        assertEquals(204, release(key + ":again", key + ":release-again").status());
    }

    @Test
    void aBoxThatNobodyUses_isUnknown() {
        assertEquals("box-unknown", outcome("BOX-00000000", "TAKEN", key).code());
    }

    private Person holderOfABox() {
        return city.people().stream()
                .filter(person -> person.known()
                        && !person.lost()
                        && !person.tags().contains("expired")
                        && person.cases().stream().anyMatch(file -> file.outcome() == CaseFile.Outcome.GRANTED))
                .findFirst()
                .orElseThrow();
    }

    private Terminal.Reply waiting(String id) {
        Person person = city.person(id);
        String session = terminal.session(person.card());
        terminal.shows(session, "FACE", null);
        return query(session);
    }

    private Terminal.Reply query(String session) {
        return terminal.post("/v1/cards/query", Map.of("context", terminal.context(CARD_ITEM), "session", session));
    }

    private Terminal.Reply delivery(String handle, String fact, String withKey, List<String> wrong) {
        return terminal.post(
                "/v1/cards/" + handle + "/delivery",
                Map.of("context", terminal.context(CARD_ITEM), "fact", fact, "wrong", wrong, "at", AT),
                withKey);
    }

    private Terminal.Reply identify(Person person, SocialCard card) {
        return terminal.identify(person.card().number(), person.card().knownName(), card);
    }

    private Terminal.Reply reserve(String id, String withKey) {
        return terminal.post(
                "/v1/lockers/reservations", Map.of("context", terminal.context(), "session", session(id)), withKey);
    }

    private Terminal.Reply outcome(String handle, String fact, String withKey) {
        return terminal.post(
                "/v1/lockers/" + handle + "/outcome",
                Map.of("context", terminal.context(), "fact", fact, "at", AT),
                withKey);
    }

    private Terminal.Reply release(String boxKey, String withKey) {
        return terminal.post("/v1/lockers/releases", Map.of("context", terminal.context(), "boxKey", boxKey), withKey);
    }

    private static String sha256(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
