package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.payment.emulator.Paying;
import tools.jackson.databind.JsonNode;

/** What is due is asked for, paid once, and is due no more. */
class DueTest extends CityTest {

    private static final String TRAFFIC_FINE = "1143010000000000083002009001001";

    @Test
    void everybodyOwesNextYearsInsurance_andSomeHaveTickets() {
        JsonNode insurance = dues("progress", "MEDICAL_INSURANCE");
        assertEquals(1, insurance.size());
        assertEquals(40_000, insurance.get(0).get("fen").asLong());
        int founded =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)).getYear();
        assertEquals(String.valueOf(founded + 1), insurance.get(0).get("period").asString());

        assertEquals(2, dues("certificate", "TRAFFIC_FINE").size());
        assertEquals(3, dues("query", "TRAFFIC_FINE").size());
        assertEquals(0, dues("progress", "TRAFFIC_FINE").size());
        assertEquals(4, dues("query", "TRAFFIC_FINE", "MEDICAL_INSURANCE").size());
        assertEquals(8_000, dues("statement", "PROPERTY_FEE").get(0).get("fen").asLong());
    }

    @Test
    void severalTickets_arePaidInOnePayment_andAreDueNoMore_alsoAfterARestart() throws IOException {
        JsonNode tickets = dues("query", "TRAFFIC_FINE");
        Terminal.Reply placed = place(terminal, session("query"), "NON_TAX", key, tickets.get(0), tickets.get(1));
        assertEquals("PAYING", state(placed), placed.text());
        pay(terminal, placed);

        Terminal.Reply delivered = decide(terminal, placed, "delivery", 0, 1);

        assertEquals("DELIVERED", state(delivered));
        assertEquals(
                tickets.get(0).get("id"), delivered.json().get("lines").get(0).get("due"));
        restart();
        assertEquals(1, dues("query", "TRAFFIC_FINE").size());
        assertRefused(409, "due-settled", place(terminal, session("query"), "NON_TAX", key + "-2", tickets.get(0)));
    }

    @Test
    void twoKiosksTakeMoneyForTheSameInsurance_andOneGivesItBack(@TempDir Path folder) throws IOException {
        Terminal other = Terminal.enrolled(city, "T-0002", folder);
        JsonNode insurance = dues("one-page", "MEDICAL_INSURANCE").get(0);
        String household = city.household(city.person("one-page")).orElseThrow();
        JsonNode water = ask(null, household, "WATER").json().get("dues").get(0);
        String there = other.session(city.person("one-page").card());
        Terminal.Reply first = place(terminal, session("one-page"), "ALIPAY", key, insurance);
        Terminal.Reply second = place(other, there, "WECHAT_PAY", key + "-2", insurance, water);
        pay(terminal, first);
        pay(other, second);
        assertEquals("DELIVERED", state(decide(terminal, first, "delivery", 0)));

        Terminal.Reply late = decide(other, second, "delivery", 0, 1);

        assertTrue(fate(late, 0).startsWith("REFUND"), late.text());
        assertEquals("DELIVERED", fate(late, 1), "what nobody else has paid");
        JsonNode refund = late.json().get("refunds").get(0);
        assertEquals(40_000, refund.get("fen").asLong());
        assertEquals("It had been paid already", refund.get("ground").get("en").asString());
        assertTrue(fate(decide(other, second, "delivery", 0, 1), 0).startsWith("REFUND"), "told again");
    }

    @Test
    void theTreasuryGivesNothingBackByItself_soAFineThatWasPaidTwice_waitsForAPerson(@TempDir Path folder)
            throws IOException {
        Terminal other = Terminal.enrolled(city, "T-0003", folder);
        JsonNode ticket = dues("one-page", "TRAFFIC_FINE").get(0);
        Terminal.Reply first = place(terminal, session("one-page"), "NON_TAX", key, ticket);
        Terminal.Reply second =
                place(other, other.session(city.person("one-page").card()), "NON_TAX", key + "-2", ticket);
        pay(terminal, first);
        pay(other, second);
        decide(terminal, first, "delivery", 0);

        assertEquals("CLAIMED", fate(decide(other, second, "delivery", 0), 0));
        assertEquals(
                1, decide(other, second, "delivery", 0).json().get("claims").size(), "told again");
    }

    @Test
    void aHouseholdsWater_isPaidByAnybodyWhoHasTheNumber() {
        String household = city.household(city.person("query")).orElseThrow();
        Terminal.Reply asked = ask(null, household, "WATER");
        assertEquals("**兰", asked.json().get("holder").asString());
        assertFalse(asked.text().contains("李"), "enough to know one's own by, and no more");
        JsonNode bills = asked.json().get("dues");
        assertEquals(2, bills.size());
        assertNotEquals(bills.get(0).get("title"), bills.get(1).get("title"), "each by its month");

        Terminal.Reply placed = place(terminal, null, "WECHAT_PAY", key, bills.get(0));
        assertEquals(bills.get(0).get("fen"), placed.json().get("fen"));
        pay(terminal, placed);
        decide(terminal, placed, "delivery", 0);

        assertEquals(1, ask(null, household, "WATER").json().get("dues").size());
        assertRefused(404, "household-unknown", ask(null, "9999999999", "WATER"));
    }

    @Test
    void whatIsDueToSomebodyElse_orInAnotherSum_orByAnotherMeans_isNotTaken() {
        JsonNode ticket = dues("certificate", "TRAFFIC_FINE").get(0);

        assertRefused(404, "due-unknown", place(terminal, session("query"), "NON_TAX", key + "-1", ticket));
        assertRefused(404, "due-unknown", place(terminal, null, "NON_TAX", key + "-2", ticket));
        assertRefused(
                409, "means-unavailable", place(terminal, session("certificate"), "WECHAT_PAY", key + "-3", ticket));
        Map<String, Object> order = order(terminal, session("certificate"), "NON_TAX", key + "-4", ticket);
        line(order).put("fen", 1);
        assertRefused(409, "due-changed", terminal.post("/v1/payments/orders", order, key + "-4"));
        assertRefused(
                400,
                "malformed-request",
                place(terminal, session("certificate"), "NON_TAX", key + "-5", ticket, ticket));
    }

    @Test
    void theWordsOnTheBill_areThoseOfWhoeverItIsDueTo() {
        JsonNode ticket = dues("certificate", "TRAFFIC_FINE").get(1);
        Map<String, Object> order = order(terminal, session("certificate"), "NON_TAX", key, ticket);
        line(order).put("payee", Map.of("zh", "别人", "en", "Somebody else"));

        Terminal.Reply placed = terminal.post("/v1/payments/orders", order, key);

        assertEquals(ticket.get("payee"), placed.json().get("lines").get(0).get("payee"));
    }

    @Test
    void nobodyIsToldWhatAnotherOwes() {
        Terminal.Reply both = ask(session("query"), "4301020001", "WATER");

        assertRefused(400, "malformed-request", both);
        assertRefused(401, "session-expired", ask("0123456789abcdef0123", null, "TRAFFIC_FINE"));
        assertEquals(0, ask(session("query"), null, "WATER").json().get("dues").size(), "a household's");
    }

    private JsonNode dues(String person, String... kinds) {
        return ask(session(person), null, kinds).json().get("dues");
    }

    private Terminal.Reply ask(String session, String household, String... kinds) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("context", terminal.context(TRAFFIC_FINE));
        body.put("session", session);
        body.put("household", household);
        body.put("kinds", List.of(kinds));
        return terminal.post("/v1/dues/query", body);
    }

    private Terminal.Reply place(Terminal by, String session, String means, String key, JsonNode... dues) {
        return by.post("/v1/payments/orders", order(by, session, means, key, dues), key);
    }

    private static Map<String, Object> order(
            Terminal by, String session, String means, String matter, JsonNode... dues) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode due : dues) {
            Map<String, Object> line = new LinkedHashMap<>();
            for (String field : List.of("fen", "payee", "what")) {
                line.put(field, due.get(field));
            }
            line.put("due", due.get("id"));
            lines.add(line);
        }
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("context", by.context(TRAFFIC_FINE));
        order.put("session", session);
        order.put("means", means);
        order.put("matter", matter);
        order.put("validSeconds", 120);
        order.put("lines", lines);
        return order;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> line(Map<String, Object> order) {
        return ((List<Map<String, Object>>) order.get("lines")).get(0);
    }

    /** Pays, and asks until the city knows, as a terminal does; the treasury tells nothing by itself. */
    private void pay(Terminal by, Terminal.Reply placed) {
        assertTrue(city.providers().pay(placed.json().get("code").asString(), "somebody") instanceof Paying.Paid);
        String path = "/v1/payments/orders/" + placed.json().get("number").asString() + "/await";
        String state = "PAYING";
        while (state.equals("PAYING")) {
            clock.advance(Duration.ofSeconds(3));
            state = state(
                    by.post(path, Map.of("context", by.context(TRAFFIC_FINE), "since", "PAYING", "waitSeconds", 1)));
        }
        assertEquals("PAID", state);
    }

    private static Terminal.Reply decide(Terminal by, Terminal.Reply order, String verb, Integer... lines) {
        return by.post(
                "/v1/payments/orders/" + order.json().get("number").asString() + "/" + verb,
                Map.of("context", by.context(TRAFFIC_FINE), "lines", List.of(lines)));
    }

    private static String state(Terminal.Reply order) {
        return order.json().get("state").asString();
    }

    private static String fate(Terminal.Reply order, int line) {
        return order.json().get("lines").get(line).get("fate").asString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
