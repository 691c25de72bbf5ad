package org.zizhu.bench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentOrder.State;
import org.zizhu.kiosk.platform.PaymentPlatform;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Paying;

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
