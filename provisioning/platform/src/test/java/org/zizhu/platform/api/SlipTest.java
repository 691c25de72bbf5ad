package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Paying;
import tools.jackson.databind.JsonNode;

/** What could not be finished at one kiosk is finished at another, once, or by a person. */
class SlipTest extends CityTest {

    /** The purpose of a stock keeper's card, and that of an engineer's. */
    private static final String STOCK_KEEPER = "2.25.101487889497604261526344297338163169054.1.3";

    private static final String ENGINEER = "2.25.101487889497604261526344297338163169054.1.2";

    private String staff;

    @TempDir
    Path units;

    private Terminal other;
    private String transaction;

    @Nullable
    private String payer;

    @BeforeEach
    void anotherKiosk() throws IOException, GeneralSecurityException {
        other = Terminal.enrolled(city, "T-0002", units);
        transaction = UUID.randomUUID().toString();
        payer = null;
        staff = staff(STOCK_KEEPER);
    }

    @Test
    void theSlipHasOnlyTheUnitsOwnTransaction_andAnyKioskFindsThePayment() {
        String number = paid(500);

        Terminal.Reply looked = slip(other, "look", transaction);

        assertEquals(number, looked.json().get("order").get("number").asString());
        assertEquals("PAID", looked.json().get("order").get("state").asString());
        assertEquals("NOWHERE", looked.json().get("place").asString());
        assertFalse(looked.json().get("settled").asBoolean());
        assertTrue(looked.json().get("begun").asBoolean(), "the terminal was told that it is paid");
        assertTrue(looked.json().get("order").get("code").isNull(), "nobody pays for it twice");
        assertRefused(404, "slip-unknown", slip(other, "look", UUID.randomUUID().toString()));
    }

    @Test
    void twoKiosksTakeTheSameSlip_theFirstFinishesIt_andTheOtherIsToldSo() throws IOException {
        String number = paid(500);
        Terminal third = Terminal.enrolled(city, "T-0003", units.resolve("third"));
        assertRefused(404, "order-unknown", decide(other, number, "delivery"));

        assertEquals("HERE", take(other, null).json().get("place").asString());
        assertRefused(409, "slip-taken", take(third, null));
        assertEquals(
                "ELSEWHERE",
                slip(third, "look", transaction).json().get("place").asString());

        assertEquals(
                "DELIVERED",
                decide(other, number, "delivery").json().get("state").asString());
        assertTrue(slip(third, "look", transaction).json().get("settled").asBoolean());
        assertRefused(404, "order-unknown", decide(third, number, "refund"));
    }

    @Test
    void aKioskThatTookASlipAndBrokeDown_keepsIt_untilItSaysWhatCameOfIt() {
        String number = paid(500);
        take(other, null);
        clock.advance(Duration.ofMinutes(16));

        assertRefused(409, "slip-taken", take(terminal, null));
        assertRefused(409, "slip-taken", decide(terminal, number, "refund"));

        assertEquals(
                "DELIVERED",
                decide(other, number, "delivery").json().get("state").asString());
        assertEquals(200, decide(other, number, "delivery").status(), "told again: the answer was lost");
    }

    @Test
    void aKioskThatGaveNothing_letsItGo_andATakingThatComesTooLateIsNotDone() {
        paid(500);
        take(other, null);

        assertEquals(204, release(other).status());
        assertEquals(204, release(other).status(), "told again");

        assertRefused(404, "slip-unknown", take(other, null));
        assertEquals("HERE", take(terminal, null).json().get("place").asString());
    }

    @Test
    void aTakenSlip_isNotPaidBackByTheRuleForWhatNobodyWaitedFor() {
        String number = paid(500);
        take(other, null);
        clock.advance(Duration.ofMinutes(11));
        city.payments().lookAround();

        assertEquals(
                "DELIVERED",
                decide(other, number, "delivery").json().get("state").asString());
    }

    @Test
    void whatSomebodyPaidFor_isGivenToNobodyElse() {
        payer = terminal.session(city.person("certificate").card());
        paid(500);

        assertRefused(
                403,
                "slip-other-person",
                take(other, other.session(city.person("query").card())));
        assertRefused(401, "session-expired", take(other, "no-such-session-at-all"));
        assertEquals(
                "HERE",
                take(other, other.session(city.person("certificate").card()))
                        .json()
                        .get("place")
                        .asString());
    }

    @Test
    void theCodeOfASlip_isSignedForTheKioskThatHandsItOut_andForNoOther() {
        paid(500);

        Terminal.Reply signed = slip(terminal, "code", transaction);

        assertTrue(signed.json().get("code").asString().startsWith("ZZ1:"));
        assertRefused(404, "slip-unknown", slip(other, "code", transaction));
        take(other, null);
        assertEquals(200, slip(other, "code", transaction).status());
    }

    @Test
    void whatSomebodyMayNotHaveGot_isKnownByWhoTheyAre_untilItIsSettled() {
        payer = terminal.session(city.person("certificate").card());
        String number = paid(500);
        assertEquals(List.of(), unfinished("certificate"), "the kiosk where it was paid is giving it");

        decide(terminal, number, "claim");
        assertEquals(List.of(number), unfinished("certificate"));
        assertEquals(List.of(), unfinished("query"));

        take(other, null);
        assertEquals(List.of(), unfinished("certificate"), "a kiosk is finishing it");
        decide(other, number, "delivery");
        assertEquals(List.of(), unfinished("certificate"));
    }

    @Test
    void whatTheProviderHasGivenBackByItself_isGivenToNobody_beforeAPersonHasLooked() {
        payer = terminal.session(city.person("progress").card());
        city.providers().carriage(Mail.Carriage.LOST);
        String number = placed(500).get("number").asString();
        city.providers().carriage(Mail.Carriage.PROMPT);
        city.providers().wechatPay().giveBack(number);
        clock.advance(Duration.ofSeconds(5));
        city.payments().lookAround();

        JsonNode looked = slip(other, "look", transaction).json();
        assertEquals("HELD", looked.get("order").get("state").asString());
        assertTrue(looked.get("inQuestion").asBoolean());
        assertEquals(List.of(), unfinished("progress"));
        assertRefused(
                409,
                "slip-in-question",
                take(other, other.session(city.person("progress").card())));

        settle(terminal, number, "DELIVERED");
        assertFalse(slip(other, "look", transaction).json().get("inQuestion").asBoolean());
    }

    @Test
    void whatWasPaidAtAKioskThatIsLost_isKnownAfterAWhile() {
        payer = terminal.session(city.person("certificate").card());
        String number = paid(500);

        clock.advance(Duration.ofMinutes(16));
        city.payments().lookAround();

        assertEquals(List.of(number), unfinished("certificate"));
    }

    @Test
    void aMemberOfStaffSettlesAClaim_andCanNotSettleItOtherwise() {
        String number = paid(500);
        String claim = decide(terminal, number, "claim")
                .json()
                .get("claims")
                .get(0)
                .get("number")
                .asString();
        assertEquals(
                number,
                slip(other, "look", claim).json().get("order").get("number").asString(),
                "a claim's number is as good as a slip");
        assertRefused(404, "claim-unknown", settle(other, claim, "REFUND"));
        assertRefused(404, "claim-unknown", settle(terminal, number + "C9", "REFUND"));

        String state = settle(terminal, claim, "REFUND").json().get("state").asString();

        assertTrue(state.startsWith("REFUND"), state);
        assertEquals(200, settle(terminal, claim, "REFUND").status(), "told again");
        assertRefused(409, "line-settled", settle(terminal, claim, "DELIVERED"));
    }

    @Test
    void whoeverMayNotDecideAboutMoney_doesNot() throws GeneralSecurityException {
        String number = paid(500);
        decide(terminal, number, "claim");

        staff = staff(ENGINEER);
        assertRefused(403, "staff-not-allowed", settle(terminal, number, "REFUND"));
        staff = "5eb";
        assertRefused(403, "staff-not-allowed", settle(terminal, number, "REFUND"));

        staff = staff(STOCK_KEEPER);
        assertEquals(200, settle(terminal, number, "DELIVERED").status(), "by the order's number");
    }

    @Test
    void itWasGivenAfterAll() {
        String number = paid(500);
        String claim = decide(terminal, number, "claim")
                .json()
                .get("claims")
                .get(0)
                .get("number")
                .asString();

        assertEquals(
                "DELIVERED",
                settle(terminal, claim, "DELIVERED").json().get("state").asString());
    }

    /** An order under the transaction, paid; its number. */
    private String paid(long fen) {
        String number = placed(fen).get("number").asString();
        Terminal.Reply paid = terminal.post(
                "/v1/payments/orders/" + number + "/await",
                Map.of("context", context(terminal), "since", "PAYING", "waitSeconds", 10));
        assertEquals("PAID", paid.json().get("state").asString());
        return number;
    }

    /** The same, and it has not yet been asked whether it is paid. */
    private JsonNode placed(long fen) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("context", context(terminal));
        order.put("session", payer);
        order.put("means", "WECHAT_PAY");
        order.put("matter", key);
        order.put("validSeconds", 120);
        Map<String, String> words = Map.of("zh", "工本费", "en", "Fee");
        order.put("lines", List.of(Map.of("fen", fen, "payee", words, "what", words)));
        JsonNode placed = terminal.post("/v1/payments/orders", order, key).json();
        assertTrue(city.providers().pay(placed.get("code").asString(), "somebody") instanceof Paying.Paid);
        return placed;
    }

    private Map<String, Object> context(Terminal of) {
        Map<String, Object> context = of.context();
        context.put("caseNumber", transaction);
        return context;
    }

    /** What another kiosk learns of when they identify there. */
    private List<String> unfinished(String person) {
        List<String> numbers = new ArrayList<>();
        other.identify(city.person(person).card())
                .json()
                .get("unfinished")
                .forEach(number -> numbers.add(number.asString()));
        return numbers;
    }

    private Terminal.Reply slip(Terminal at, String verb, String slip) {
        return at.post("/v1/claims/" + verb, Map.of("context", context(at), "slip", slip));
    }

    /** The serial number of a new card with that purpose. */
    private String staff(String purpose) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return city.staff()
                .certify(
                        generator.generateKeyPair().getPublic(),
                        "430102",
                        List.of(purpose),
                        clock.instant(),
                        Duration.ofDays(30))
                .getSerialNumber()
                .toString(16);
    }

    private Terminal.Reply take(Terminal at, @Nullable String session) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("context", context(at));
        body.put("session", session);
        body.put("slip", transaction);
        return at.post("/v1/claims/take", body);
    }

    private Terminal.Reply release(Terminal at) {
        return slip(at, "release", transaction);
    }

    private Terminal.Reply settle(Terminal at, String claim, String decision) {
        return at.post(
                "/v1/claims/settle",
                Map.of("context", at.context(), "claim", claim, "decision", decision, "witness", staff));
    }

    private Terminal.Reply decide(Terminal at, String number, String verb) {
        return at.post(
                "/v1/payments/orders/" + number + "/" + verb, Map.of("context", context(at), "lines", List.of(0)));
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
