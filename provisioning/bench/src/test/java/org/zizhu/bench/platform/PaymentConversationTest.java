package org.zizhu.bench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentOrder.State;
import org.zizhu.kiosk.platform.PaymentPlatform;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.Slip;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Paying;
import org.zizhu.platform.people.Card;
import tools.jackson.databind.json.JsonMapper;

/** The kiosk's side of the contract where it is about money, against the sandbox city and its providers. */
class PaymentConversationTest {

    private static final String TERMINAL = "ZZ-0001";
    private static final CallContext CONTEXT = new CallContext(
            "水费缴纳",
            "水费缴纳",
            "000711003000",
            UUID.nameUUIDFromBytes(new byte[] {1}).toString(),
            TERMINAL,
            "芙蓉区政务服务中心一楼");

    @TempDir
    static Path folder;

    private static SandboxCity city;
    private static HttpsPlatform https;
    private static PaymentPlatform platform;

    @BeforeAll
    static void meet() throws IOException {
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        city.enrol(TERMINAL, folder);
        https = HttpsPlatform.open(
                new PlatformSettings(
                        city.apiUri(),
                        folder.resolve("unit.p12"),
                        folder.resolve("unit.password"),
                        folder.resolve("ca.pem")),
                InstantSource.system());
        platform = https;
    }

    @AfterAll
    static void part() {
        https.close();
        city.close();
    }

    @AfterEach
    void heal() {
        city.providers().wechatPay().moods().heal();
        city.faults().heal();
        https.health().join();
    }

    @Test
    void aCitizenPays_andTheUnitIsAnsweredByThen() {
        PaymentOrder order = place(Means.WECHAT_PAY, "paid");
        assertEquals(State.PAYING, order.state());
        assertEquals(1300, order.fen());
        CompletableFuture<Answer<PaymentOrder>> awaited =
                platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ofSeconds(10));

        assertInstanceOf(Paying.Paid.class, city.providers().pay(order.code(), "somebody"));

        PaymentOrder paid = given(awaited.join());
        assertEquals(State.PAID, paid.state());
        assertTrue(paid.paidAt() != null);
        given(platform.delivered(CONTEXT, order.number(), List.of(0)).join());
        PaymentOrder end =
                given(platform.refund(CONTEXT, order.number(), List.of(1)).join());
        assertEquals(State.DELIVERED, end.state());
        assertEquals(250, end.refunds().get(0).fen());
    }

    @Test
    void nobodyPays_andTheUnitGivesItUp() {
        PaymentOrder order = place(Means.ALIPAY, "given-up");

        assertEquals(
                State.PAYING,
                given(platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ZERO)
                                .join())
                        .state());
        assertEquals(
                State.CLOSED,
                given(platform.cancelOrder(CONTEXT, order.number()).join()).state());
    }

    @Test
    void theUnitLostItsPowerBeforeItHadTheAnswer_andGivesUpByTheKey() {
        place(Means.NON_TAX, "lost-answer");

        assertEquals(
                State.CLOSED,
                given(platform.cancelOrderByKey(CONTEXT, "key-of-lost-answer").join())
                        .orElseThrow()
                        .state());
        assertEquals(
                Optional.empty(),
                given(platform.cancelOrderByKey(CONTEXT, "key-of-nothing").join()));
    }

    @Test
    void whetherItWasGivenIsNotKnown_andTheCitizenTakesANumberAlong() {
        PaymentOrder order = place(Means.WECHAT_PAY, "claimed");
        city.providers().pay(order.code(), "somebody");
        given(platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ofSeconds(10))
                .join());

        PaymentOrder held =
                given(platform.claim(CONTEXT, order.number(), List.of(0, 1)).join());

        assertEquals(State.HELD, held.state());
        assertEquals(1300, held.claims().get(0).fen());
        assertTrue(held.claims().get(0).open());
    }

    @Test
    void whatCouldNotBeFinishedHere_isFinishedAtAnotherUnit_andAtNoThird() throws Exception {
        PaymentOrder order = place(Means.WECHAT_PAY, "slip");
        city.providers().pay(order.code(), "somebody");
        given(platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ofSeconds(10))
                .join());
        given(platform.claim(CONTEXT, order.number(), List.of(0, 1)).join());
        String code = given(platform.signSlip(CONTEXT, order.number()).join());
        try (HttpsPlatform other = unit("ZZ-0002");
                HttpsPlatform third = unit("ZZ-0003")) {
            assertEquals(order.number(), slipOf(code, other));

            Slip looked = given(other.lookAtSlip(at("ZZ-0002"), order.number()).join());
            Slip taken =
                    given(other.takeSlip(at("ZZ-0002"), null, order.number()).join());

            assertEquals(Slip.Place.NOWHERE, looked.place());
            assertEquals(Slip.Place.HERE, taken.place());
            assertEquals(CONTEXT.itemCode(), taken.itemCode());
            assertEquals(
                    List.of(0, 1),
                    taken.open().stream().map(PaymentOrder.Line::index).toList());
            assertEquals(
                    "slip-taken",
                    third.takeSlip(at("ZZ-0003"), null, order.number()).join().code());
            assertEquals(
                    "slip-taken",
                    platform.refund(CONTEXT, order.number(), List.of(0, 1))
                            .join()
                            .code());
            PaymentOrder given = given(other.delivered(at("ZZ-0002"), order.number(), List.of(0, 1))
                    .join());
            assertEquals(State.DELIVERED, given.state());
            assertTrue(given(third.lookAtSlip(at("ZZ-0003"), order.number()).join())
                    .settled());
        }
    }

    @Test
    void aSlipThatNothingWasGivenFor_isLetGoByTheOutbox() throws Exception {
        PaymentOrder order = place(Means.WECHAT_PAY, "let-go");
        city.providers().pay(order.code(), "somebody");
        given(platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ofSeconds(10))
                .join());
        try (HttpsPlatform other = unit("ZZ-0004")) {
            given(other.takeSlip(at("ZZ-0004"), null, order.number()).join());

            given(other.deliver(Message.to(
                            "/v1/claims/release",
                            "some-transaction:release",
                            "{\"context\":" + JsonMapper.shared().writeValueAsString(at("ZZ-0004")) + ",\"slip\":\""
                                    + order.number() + "\"}"))
                    .join());

            assertEquals(
                    Slip.Place.NOWHERE,
                    given(other.lookAtSlip(at("ZZ-0004"), order.number()).join())
                            .place());
        }
    }

    /** The number that a signed code leads to, verified by what the unit itself holds. */
    private static String slipOf(String code, HttpsPlatform unit) throws Exception {
        IssuerTrust trust = new IssuerTrust(authority());
        trust.learn(given(unit.qrTrust().join()));
        TokenVerifier tokens = new TokenVerifier(trust, NEVER, "ZZ-0002", "430102", InstantSource.system());
        QrVerdict verdict = QrCodes.of(tokens, unit, Text::same)
                .look(code.getBytes(StandardCharsets.US_ASCII), Set.of(QrKind.CLAIM_SLIP));
        return assertInstanceOf(QrVerdict.Accepted.class, verdict).claims().subject();
    }

    private static X509Certificate authority() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static final TokenVerifier.Accepted NEVER = new TokenVerifier.Accepted() {
        @Override
        public boolean once(String digest, Instant forgetAfter) {
            return true;
        }

        @Override
        public boolean before(String digest) {
            return false;
        }
    };

    private static HttpsPlatform unit(String terminal) throws IOException {
        Path keys = Files.createDirectories(folder.resolve(terminal));
        city.enrol(terminal, keys);
        return HttpsPlatform.open(
                new PlatformSettings(
                        city.apiUri(), keys.resolve("unit.p12"), keys.resolve("unit.password"), keys.resolve("ca.pem")),
                InstantSource.system());
    }

    private static CallContext at(String terminal) {
        return new CallContext(
                CONTEXT.purpose(),
                CONTEXT.itemName(),
                CONTEXT.itemCode(),
                UUID.nameUUIDFromBytes(terminal.getBytes(StandardCharsets.US_ASCII))
                        .toString(),
                terminal,
                CONTEXT.place());
    }

    @Test
    void anIllProvider_isARefusal_andAnIllPlatformAFailure() {
        city.providers().wechatPay().moods().always("place", Mood.SYSTEM_ERROR);
        assertEquals("means-unavailable", placing(Means.WECHAT_PAY, "ill").code());

        city.faults().unreachable();
        String cut = placing(Means.ALIPAY, "cut").code();
        // The first may still take the connection that was just cut: then it is not known whether it was heard.
        assertEquals(
                "platform-unreachable",
                cut.equals("platform-broken") ? placing(Means.ALIPAY, "cut").code() : cut);
    }

    @Test
    void whatAHouseholdOwes_isAskedFor_paid_andOwedNoMore() {
        String household = city.household(city.person("query")).orElseThrow();
        Dues asked = given(https.dues()
                .duesOfHousehold(CONTEXT, household, Set.of(Dues.Kind.WATER))
                .join());
        assertEquals("**兰", asked.holder());
        Dues.Entry bill = asked.dues().get(0);
        PaymentOrder order = given(platform.placeOrder(
                        CONTEXT,
                        null,
                        Means.ALIPAY,
                        "water",
                        Duration.ofMinutes(2),
                        List.of(bill.line()),
                        "key-of-water")
                .join());
        city.providers().pay(order.code(), "somebody");
        given(platform.awaitOrder(CONTEXT, order.number(), State.PAYING, Duration.ofSeconds(10))
                .join());

        PaymentOrder paid =
                given(platform.delivered(CONTEXT, order.number(), List.of(0)).join());

        assertEquals(State.DELIVERED, paid.state());
        Dues after = given(https.dues()
                .duesOfHousehold(CONTEXT, household, Set.of(Dues.Kind.WATER))
                .join());
        assertEquals(asked.dues().size() - 1, after.dues().size());
        assertEquals(
                "due-settled",
                platform.placeOrder(
                                CONTEXT,
                                null,
                                Means.ALIPAY,
                                "water-again",
                                Duration.ofMinutes(2),
                                List.of(bill.line()),
                                "key-of-water-again")
                        .join()
                        .code());
        assertEquals(
                "household-unknown",
                https.dues()
                        .duesOfHousehold(CONTEXT, "9999999999", Set.of(Dues.Kind.WATER))
                        .join()
                        .code());
    }

    @Test
    void whatAPersonOwes_isToldInTheirSession() {
        Session session = given(https.identify(CONTEXT, credential()).join());

        Dues dues = given(https.dues()
                .dues(CONTEXT, session, Set.of(Dues.Kind.TRAFFIC_FINE, Dues.Kind.MEDICAL_INSURANCE))
                .join());

        assertEquals(null, dues.holder());
        assertEquals(
                List.of(Dues.Kind.MEDICAL_INSURANCE, Dues.Kind.TRAFFIC_FINE, Dues.Kind.TRAFFIC_FINE),
                dues.dues().stream().map(Dues.Entry::kind).toList());
    }

    private static Credential credential() {
        Card card = city.person("certificate").card();
        return new Credential(
                card.kind().name(),
                card.number(),
                card.knownName(),
                card.birth(),
                card.validUntil(),
                "05.03-20160820-0001234567-1234567890");
    }

    private static PaymentOrder place(Means means, String matter) {
        return given(placing(means, matter));
    }

    private static Answer<PaymentOrder> placing(Means means, String matter) {
        Text payee = Text.of("芙蓉区示范水务", "Furong Demonstration Water");
        return platform.placeOrder(
                        CONTEXT,
                        null,
                        means,
                        matter,
                        Duration.ofMinutes(2),
                        List.of(
                                new PaymentPlatform.Due(1050, payee, Text.of("水费", "Water")),
                                new PaymentPlatform.Due(250, payee, Text.of("污水处理费", "Sewage"))),
                        "key-of-" + matter)
                .join();
    }

    private static <T> T given(Answer<T> answer) {
        if (answer instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw new AssertionError(answer);
    }
}
