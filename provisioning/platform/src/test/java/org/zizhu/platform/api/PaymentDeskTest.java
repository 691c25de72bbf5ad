package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.payment.Reconciliation;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Movement;
import org.zizhu.platform.payment.emulator.Paying;

/** A terminal takes money by the contract alone. */
class PaymentDeskTest extends CityTest {

    private static final Map<String, String> WATER = Map.of("zh", "芙蓉区示范水务", "en", "Furong Demonstration Water");

    @AfterEach
    void heal() {
        city.providers().wechatPay().moods().heal();
        city.providers().wechatPay().mail().carriage(Mail.Carriage.PROMPT);
    }

    @Test
    void anOrderIsPaid_andTheTerminalIsAnsweredTheMomentItIs() {
        Terminal.Reply placed = place(session("query"), 1050, 250);
        assertEquals(201, placed.status());
        assertEquals("PAYING", state(placed));
        String number = number(placed);
        CompletableFuture<Terminal.Reply> awaited = CompletableFuture.supplyAsync(() -> await(number, "PAYING", 10));
        assertFalse(awaited.isDone());

        pay(placed);

        assertEquals("PAID", state(awaited.join()));
        assertEquals("PAID", state(decide(number, "delivery", 0)));
        assertEquals("DELIVERED", state(decide(number, "delivery", 1)));
        assertEquals("DELIVERED", state(decide(number, "delivery", 0, 1)), "told again");
        assertRefused(409, "line-settled", decide(number, "refund", 0));
    }

    @Test
    void nothingHappens_theTerminalIsAnsweredAllTheSame() {
        String number = number(place(null, 100));

        assertEquals("PAYING", state(await(number, "PAYING", 0)));
        assertEquals("PAYING", state(await(number, "CREATED", 10)), "another state than it knows");
    }

    @Test
    void manyTerminalsWait_andTheCityHasTimeForOthers() {
        String number = number(place(null, 100));
        List<CompletableFuture<Terminal.Reply>> waiting = new ArrayList<>();
        var many = java.util.concurrent.Executors.newFixedThreadPool(40);
        for (int i = 0; i < 40; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> await(number, "PAYING", 10), many));
        }

        assertEquals(200, terminal.get("/v1/health").status());
        assertEquals("CLOSED", state(ofContext("/v1/payments/orders/" + number + "/cancel")));

        waiting.forEach(each -> assertTrue(state(each.join()).startsWith("CLOS"), "closing, or already closed"));
        many.shutdown();
    }

    @Test
    void afterARestart_theSameKeyIsTheSameOrder() throws IOException {
        String session = session("query");
        Terminal.Reply placed = place(session, 1050);

        restart();

        assertEquals(number(placed), number(place(session("query"), 1050)), "identified anew");
        assertEquals("CLOSED", state(ofContext("/v1/payments/orders/" + number(placed) + "/cancel")));
    }

    @Test
    void cityAndProvidersEndBetweenPaymentAndRefund_andTheBillAgreesToTheFen() throws IOException {
        for (String means : List.of("WECHAT_PAY", "ALIPAY")) {
            Map<String, Object> order = order(null, 1050, 250);
            order.put("means", means);
            order.put("matter", key + means);
            Terminal.Reply placed = terminal.post("/v1/payments/orders", order, key + means);
            city.providers().wechatPay().mail().carriage(Mail.Carriage.LOST);
            assertTrue(city.providers().pay(code(placed), "somebody") instanceof Paying.Paid);

            restart();

            String state = "PAYING";
            while (state.equals("PAYING")) {
                clock.advance(Duration.ofSeconds(3));
                state = state(await(number(placed), state, 1));
            }
            assertEquals("PAID", state, "found by asking a provider that remembers");
            decide(number(placed), "delivery", 0);
            assertEquals("DELIVERED", state(decide(number(placed), "refund", 1)));
            Movement newest = city.providers().movements().get(0);
            assertEquals(number(placed) + " 250 back", newest.order() + " " + newest.fen() + " back");
            assertTrue(newest.back());
        }
        List<Reconciliation> bills = city.reconcile(LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)));
        assertEquals(3, bills.size());
        bills.forEach(bill -> assertEquals(List.of(), bill.differences(), bill.toString()));
        assertTrue(bills.stream().mapToLong(Reconciliation::refundedFen).sum() >= 500);
    }

    @Test
    void whatCanNotBeGiven_goesBack_orIsClaimed_andTheBalanceHoldsAtAnyTime() {
        String number = number(place(null, 1000, 200, 30, 4));
        city.providers().wechatPay().pay(code(await(number, "CREATED", 0)), "openid-1");
        assertEquals("PAID", state(await(number, "PAYING", 10)));
        long before = balance().get("takenFen").asLong();
        assertBalance();

        decide(number, "delivery", 0);
        decide(number, "refund", 1);
        Terminal.Reply held = decide(number, "claim", 2);
        assertEquals("HELD", state(held));
        String claim = held.json().get("claims").get(0).get("number").asString();
        assertBalance();

        assertTrue(ofContext("/v1/payments/claims/query").text().contains(claim));
        assertEquals(before, balance().get("takenFen").asLong());
        assertEquals("PAID", state(decide(number, "delivery", 2)));
        assertEquals("DELIVERED", state(decide(number, "refund", 3)));
        assertFalse(ofContext("/v1/payments/claims/query").text().contains(claim));
        assertBalance();
    }

    @Test
    void anIllProvider_isSaidSo_andAnotherMeansMayDo() {
        city.providers().wechatPay().moods().always("place", Mood.SYSTEM_ERROR);

        assertRefused(409, "means-unavailable", place(null, 100));
        Map<String, Object> byAlipay = order(null, 100);
        byAlipay.put("means", "ALIPAY");
        assertEquals("PAYING", state(terminal.post("/v1/payments/orders", byAlipay, key + "-2")));
    }

    @Test
    void oneWalletPaysWhateverItScans() {
        for (String means : List.of("WECHAT_PAY", "ALIPAY", "NON_TAX")) {
            Map<String, Object> order = order(null, 100);
            order.put("means", means);
            order.put("matter", key + means);
            Terminal.Reply placed = terminal.post("/v1/payments/orders", order, key + means);
            assertEquals("PAYING", state(placed), means);

            assertTrue(city.providers().pay(code(placed), "somebody") instanceof Paying.Paid, means);

            String state = "PAYING";
            while (state.equals("PAYING")) {
                // The treasury tells nothing by itself: the city asks, once its clock has moved on.
                clock.advance(Duration.ofSeconds(3));
                state = state(await(number(placed), state, 1));
            }
            assertEquals("PAID", state, means);
        }
        assertEquals(new Paying.Refused("NOT_FOUND"), city.providers().pay("https://example.org/", "somebody"));
    }

    @Test
    void whatIsNotPaid_canNotBeDelivered_andAnUnknownOrderIsNotThere() {
        String number = number(place(null, 100));

        assertRefused(409, "order-not-paid", decide(number, "delivery", 0));
        assertRefused(404, "order-unknown", decide("P00000000", "delivery", 0));
        assertRefused(404, "order-unknown", await("P00000000", "PAYING", 10));
        assertRefused(401, "session-expired", place("0123456789abcdef0123", 100));
    }

    @Test
    void anOrderIsCancelledByItsKey_madeOrNot() {
        place(null, 100);
        assertEquals("CLOSED", state(cancelKey(key)));

        String never = key + "-never";
        assertEquals(204, cancelKey(never).status());
        assertRefused(409, "order-unwanted", terminal.post("/v1/payments/orders", order(null, 100), never));
    }

    @Test
    void anExpiredOrder_isClosedByItself() {
        String number = number(place(null, 100));

        clock.advance(Duration.ofMinutes(3));

        // The city looks around every second; asking again and again is what a terminal does.
        String state = "PAYING";
        while (state.equals("PAYING") || state.equals("CLOSING")) {
            state = state(await(number, state, 10));
        }
        assertEquals("CLOSED", state);
    }

    private Terminal.Reply place(String session, long... fen) {
        return terminal.post("/v1/payments/orders", order(session, fen), key);
    }

    private Map<String, Object> order(String session, long... fen) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (long each : fen) {
            lines.add(Map.of("fen", each, "payee", WATER, "what", Map.of("zh", "水费", "en", "Water")));
        }
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("context", terminal.context());
        order.put("session", session);
        order.put("means", "WECHAT_PAY");
        order.put("matter", key);
        order.put("validSeconds", 120);
        order.put("lines", lines);
        return order;
    }

    private Terminal.Reply await(String number, String since, int seconds) {
        return terminal.post(
                "/v1/payments/orders/" + number + "/await",
                Map.of("context", terminal.context(), "since", since, "waitSeconds", seconds));
    }

    private Terminal.Reply decide(String number, String verb, Integer... lines) {
        return terminal.post(
                "/v1/payments/orders/" + number + "/" + verb,
                Map.of("context", terminal.context(), "lines", List.of(lines)));
    }

    private Terminal.Reply cancelKey(String orderKey) {
        return terminal.post("/v1/payments/cancellations", Map.of("context", terminal.context(), "orderKey", orderKey));
    }

    private Terminal.Reply ofContext(String path) {
        return terminal.post(path, Map.of("context", terminal.context()));
    }

    private tools.jackson.databind.JsonNode balance() {
        return terminal.post(
                        "/v1/payments/balance/query",
                        Map.of(
                                "context",
                                terminal.context(),
                                "day",
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8))
                                        .toString()))
                .json();
    }

    private void assertBalance() {
        var balance = balance();
        long rest = 0;
        for (String part : List.of("deliveredFen", "refundedFen", "refundingFen", "claimedFen", "owedFen")) {
            rest += balance.get(part).asLong();
        }
        assertEquals(balance.get("takenFen").asLong(), rest, balance.toString());
    }

    private void pay(Terminal.Reply placed) {
        assertTrue(city.providers().wechatPay().pay(code(placed), "openid-1") instanceof Paying.Paid);
    }

    private static String code(Terminal.Reply order) {
        return order.json().get("code").asString();
    }

    private static String number(Terminal.Reply order) {
        return order.json().get("number").asString();
    }

    private static String state(Terminal.Reply order) {
        return order.json().get("state").asString();
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
