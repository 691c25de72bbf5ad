package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.people.SocialCard;

/** Who is known by a social security card, and what is said of the others. */
class SocialCardTest extends CityTest {

    @Test
    void aGoodCard_opensASessionOfTheSamePersonAsTheIdentityCard() {
        Person person = city.person("query");
        Terminal.Reply reply = identify(person, person.card().knownName(), person.socialCard());

        assertEquals(200, reply.status());
        assertEquals(
                terminal.identify(person.card()).json().get("handle"),
                reply.json().get("handle"));
        String session = reply.json().get("session").asString();
        assertEquals(200, terminal.ofSession("/v1/cases/query", session).status());
    }

    @Test
    void foreignersToo_areKnownByTheirNumber() {
        Person person = city.person("foreigner-2023-english");
        assertEquals(
                200,
                identify(person, person.card().knownName(), person.socialCard()).status());
    }

    @Test
    void someoneThePlatformDoesNotKnow_isUnknown() {
        Person person = city.person("unknown");
        Terminal.Reply reply = identify(person, person.card().knownName(), person.socialCard());
        assertEquals("404 person-unknown", reply.status() + " " + reply.code());
    }

    @Test
    void aCardReportedLost_oneThatHasExpired_andOneThatWasReplaced_areToldApart() {
        assertEquals("social-card-lost", refusal("statement"));
        assertEquals("social-card-expired", refusal("dot-name"));
        Person person = city.person("query");
        SocialCard old = new SocialCard("A00000001", LocalDate.of(2010, 1, 1), LocalDate.of(2030, 1, 1), false);
        assertEquals(
                "social-card-replaced",
                identify(person, person.card().knownName(), old).code());
    }

    @Test
    void anotherNameOnTheLostCard_doesNotLearnThatItIsLost() {
        Person person = city.person("statement");
        assertEquals(
                "data-mismatch", identify(person, "王伟", person.socialCard()).code());
    }

    @Test
    void handles_areOfOnePersonAndTerminalAndDay() {
        Person person = city.person("query");
        String today = terminal.identify(person.card()).json().get("handle").asString();
        String other = terminal.identify(city.person("progress").card())
                .json()
                .get("handle")
                .asString();
        clock.advance(java.time.Duration.ofDays(1));
        String tomorrow = terminal.identify(person.card()).json().get("handle").asString();

        assertNotEquals(today, other);
        assertNotEquals(today, tomorrow);
    }

    private String refusal(String id) {
        Person person = city.person(id);
        Terminal.Reply reply = identify(person, person.card().knownName(), person.socialCard());
        assertEquals(403, reply.status());
        return reply.code();
    }

    private Terminal.Reply identify(Person person, String name, SocialCard card) {
        return terminal.identify(person.card().number(), name, card);
    }
}
