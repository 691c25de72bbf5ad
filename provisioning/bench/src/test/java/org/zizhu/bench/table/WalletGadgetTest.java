package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.payment.Line;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.NewOrder;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Outcome;
import org.zizhu.platform.payment.State;

/** The wallet on the table pays what the kiosk shows, well and badly, and its list and the bills tell the same. */
@Timeout(120)
class WalletGadgetTest {

    private static final String TERMINAL = "ZZ-0001";

    @TempDir
    static Path folder;

    /** Noon in China, so that no story crosses midnight. */
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.EPOCH);

    private static final InstantSource CLOCK = NOW::get;

    private static SandboxCity city;
    private static WalletGadget wallet;

    @BeforeAll
    static void found() throws IOException {
        NOW.set(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(4)));
        city = SandboxCity.start(new Settings(folder, 0, 0, CLOCK, 1));
        wallet = new WalletGadget(city, TERMINAL, CLOCK);
    }

    /** Each story has a day of its own, and bills of its own. */
    @BeforeEach
    void nextDay() {
        NOW.updateAndGet(now -> now.plus(Duration.ofDays(1)));
    }

    @AfterAll
    static void leave() {
        city.close();
    }

    @Test
    void nothingToPay_isSaidSo() {
        assertInstanceOf(Gadget.Outcome.Refused.class, wallet.press("pay", ""));
        assertInstanceOf(Gadget.Outcome.Refused.class, wallet.press("pay", "https://example.org/"));
    }

    @Test
    void paysWhatIsOnTheScreen_theNewsIsLost_andTheCityFindsOut_andTheBillsAgree() {
        Order order = order("lost", Means.WECHAT_PAY);
        done("lost", "");
        done("pay", "");
        pass(Duration.ofSeconds(4), () -> state(order) == State.PAID);
        done("heal", "");
        city.payments().deliver(TERMINAL, order.number(), List.of(0));
        city.payments().refund(TERMINAL, order.number(), List.of(1));

        Gadget.Fact newest = wallet.face().facts().get(0);

        assertTrue(newest.value().startsWith("退回 +¥2.50"), newest.value());
        done("reconcile", "");
        assertTrue(bills().startsWith("相符"), bills());
    }

    @Test
    void whoTypesTheirPasswordTooLate_getsTheirMoneyBack() {
        Order order = order("late", Means.WECHAT_PAY);
        done("scan", "");
        Outcome given = city.payments().cancel(TERMINAL, order.number());
        assertEquals(State.CLOSING, ((Outcome.Stands) given).order().state(), "whoever scanned may still pay");

        done("finish", "");

        pass(Duration.ofSeconds(4), () -> state(order) == State.REFUNDED);
        assertTrue(wallet.face().facts().get(0).value().startsWith("退回"));
    }

    @Test
    void theProviderReversesAPaymentByItself_andTheBillsSayWhereTheyDiffer() {
        Order order = order("reversed", Means.WECHAT_PAY);
        done("pay", order.code());
        pass(Duration.ofSeconds(4), () -> state(order) == State.PAID);
        city.payments().deliver(TERMINAL, order.number(), List.of(0, 1));

        done("reverse", "");

        done("reconcile", "");
        assertTrue(bills().startsWith("1 处不符"), bills());
    }

    private static Order order(String matter, Means means) {
        Text payee = new Text("示范水务", "Demonstration Water");
        NewOrder wanted = new NewOrder(
                TERMINAL,
                "key-of-" + matter,
                "sha-" + matter,
                null,
                "slip-of-" + matter,
                matter,
                "000711003000",
                "水费",
                means,
                Duration.ofMinutes(2),
                List.of(
                        Line.of(0, 1050, payee, new Text("水费", "Water")),
                        Line.of(1, 250, payee, new Text("污水处理费", "Sewage"))));
        Order order = ((Outcome.Stands) city.payments().place(wanted)).order();
        assertEquals(State.PAYING, order.state());
        return order;
    }

    private static State state(Order order) {
        return ((Outcome.Stands) city.payments().find(TERMINAL, order.number()))
                .order()
                .state();
    }

    /** Time passes in the city, which looks around every second, until something has come of it; an hour is enough for all. */
    private static void pass(Duration time, BooleanSupplier come) {
        NOW.updateAndGet(now -> now.plus(time));
        Instant end = NOW.get().plus(Duration.ofHours(1));
        while (!come.getAsBoolean()) {
            assertTrue(NOW.get().isBefore(end), "nothing came of it");
            NOW.updateAndGet(now -> now.plusSeconds(5));
            city.payments().lookAround();
        }
    }

    private static void done(String button, String argument) {
        assertInstanceOf(Gadget.Outcome.Done.class, wallet.press(button, argument));
    }

    private static String bills() {
        List<Gadget.Fact> facts = wallet.face().facts();
        return facts.get(facts.size() - 1).value();
    }
}
