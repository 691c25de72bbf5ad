package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeCancelRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.response.AlipayTradePrecreateResponse;
import com.alipay.api.response.AlipayTradeQueryResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.HandClock;
import org.zizhu.platform.payment.alipay.Alipay;
import org.zizhu.platform.payment.alipay.AlipayNotifications;
import org.zizhu.platform.payment.alipay.App;
import org.zizhu.platform.payment.alipay.Form;
import org.zizhu.platform.payment.alipay.Signing;
import org.zizhu.platform.payment.emulator.EmulatedAlipay;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Mood;
import org.zizhu.platform.payment.emulator.Paying;
import org.zizhu.platform.store.Database;

/** The same by Alipay; its official client is the judge of the gateway and of our signatures. */
class AlipayTest {

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private EmulatedAlipay alipay;
    private App app;
    private Database database;
    private Payments payments;
    private Server ear;

    @BeforeEach
    void open() throws Exception {
        if (clock.instant().atOffset(ZoneOffset.ofHours(8)).getHour() == 23) {
            // The bill is of one day.
            clock.advance(Duration.ofHours(1));
        }
        alipay = EmulatedAlipay.open(clock);
        ear = Till.server(0);
        int port = ((ServerConnector) ear.getConnectors()[0]).getLocalPort();
        Till.stop(ear);
        app = alipay.app(() -> URI.create("http://127.0.0.1:" + port + AlipayNotifications.PATH));
        database = Database.in(folder.resolve("alipay.sqlite"));
        Alipay provider = new Alipay(app, InstantSource.system());
        payments = new Payments(database, List.of(provider), clock);
        ear = new Server();
        ServerConnector connector = new ServerConnector(ear);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        ear.addConnector(connector);
        ear.setHandler(new Notifications(payments, List.of(new AlipayNotifications(provider))));
        ear.start();
    }

    @AfterEach
    void close() {
        Till.stop(ear);
        database.close();
        alipay.close();
    }

    @Test
    void aCitizenPays_andTheTerminalHearsOfItByItself() {
        Order order = Till.order(payments, Means.ALIPAY, "water", 1050);

        assertTrue(alipay.pay(Till.code(order), "2088") instanceof Paying.Paid);

        Till.until(() -> state(order) == State.PAID);
        Till.until(() -> alipay.mail().unconfirmed() == 0);
    }

    @Test
    void aCodeThatNobodyHasScanned_isNoTradeYet_andCancellingPutsItOutOfUse() {
        Order order = Till.order(payments, Means.ALIPAY, "water", 1050);
        pass(Payments.ASK_EVERY);
        assertEquals(State.PAYING, state(order));

        assertEquals(
                State.CLOSED,
                Till.stands(payments.cancel(Till.TERMINAL, order.number())).state());
        assertEquals(new Paying.Refused("ALREADY_CLOSED"), alipay.pay(Till.code(order), "2088"));
    }

    @Test
    void aCancellingThatIsNotAnswered_leavesACodeThatMayBePaid_soTheOrderIsNotClosed() {
        alipay.mail().carriage(Mail.Carriage.LOST);
        Order order = Till.order(payments, Means.ALIPAY, "water", 1050);
        alipay.moods().always("cancel", Mood.SYSTEM_ERROR);
        assertEquals(
                State.CLOSING,
                Till.stands(payments.cancel(Till.TERMINAL, order.number())).state());

        alipay.pay(Till.code(order), "2088");
        pass(Duration.ofMinutes(1));

        assertEquals(State.REFUNDED, state(order));
        assertEquals(0, alipay.balance());
    }

    @Test
    void aTradeThatWasCancelledTheMomentItWasPaid_wentBack() throws Exception {
        alipay.mail().carriage(Mail.Carriage.LOST);
        Order order = Till.order(payments, Means.ALIPAY, "water", 1050);
        alipay.pay(Till.code(order), "2088");
        AlipayTradeCancelRequest cancel = new AlipayTradeCancelRequest();
        cancel.setBizContent("{\"out_trade_no\":\"" + order.number() + "\"}");
        assertEquals("refund", official().execute(cancel).getAction());

        pass(Payments.ASK_EVERY);

        assertEquals(State.REFUNDED, state(order));
        assertEquals(Ground.REFUNDED_ELSEWHERE, book(order).refunds().get(0).ground());
        assertEquals(0, alipay.balance());
    }

    @Test
    void answersThatSayNothing_areAskedForAgain() {
        alipay.mail().carriage(Mail.Carriage.LOST);
        for (Mood mood : Mood.values()) {
            alipay.moods().next("place", mood);
            Order order = Till.order(payments, Means.ALIPAY, "mood-" + mood, 100);
            assertEquals(State.PAYING, order.state(), mood.name());
            alipay.pay(Till.code(order), "2088");
            alipay.moods().always("query", mood);
            pass(Payments.ASK_EVERY);
            assertEquals(State.PAYING, state(order), mood.name());

            alipay.moods().heal();
            pass(Payments.ASK_EVERY);
            assertEquals(State.PAID, state(order), mood.name());
        }
    }

    @Test
    void partGoesBack_onceHoweverOftenItIsAskedFor_andTheBillAgrees() {
        alipay.mail().carriage(Mail.Carriage.LOST);
        Order order = Till.order(payments, Means.ALIPAY, "tickets", 20000, 5001);
        alipay.pay(Till.code(order), "2088");
        pass(Payments.ASK_EVERY);
        payments.deliver(Till.TERMINAL, order.number(), List.of(0));
        alipay.moods().next("refund", Mood.ANSWER_LOST);
        payments.refund(Till.TERMINAL, order.number(), List.of(1));
        assertEquals(State.REFUNDING, state(order));

        pass(Duration.ofMinutes(1));

        assertEquals(State.DELIVERED, state(order));
        assertEquals(20000, alipay.balance());
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        Reconciler reconciler = new Reconciler(database, payments, clock);
        assertEquals(
                new Reconciliation(day, Means.ALIPAY, 25001, 5001, List.of()),
                reconciler.reconcile(day, Means.ALIPAY).orElseThrow());
    }

    @Test
    void aNotificationThatIsNotSignedSo_isNotBelieved() throws Exception {
        alipay.mail().carriage(Mail.Carriage.LOST);
        Order order = Till.order(payments, Means.ALIPAY, "water", 1050);
        Map<String, String> forged = new TreeMap<>(Map.of(
                "app_id", app.appId(),
                "out_trade_no", order.number(),
                "trade_no", "1",
                "trade_status", "TRADE_SUCCESS",
                "total_amount", "10.50",
                "gmt_payment", "2026-01-01 00:00:00",
                "sign_type", "RSA2"));
        // Signed, but by the application's own key.
        forged.put("sign", Signing.sign(app.key(), Signing.textOfNotification(forged)));

        for (String body : List.of(Form.write(forged), "", "a", "=", "a=%zz", "a=1&a=2", "x".repeat(20_000))) {
            assertEquals("failure", told(body));
        }
        assertEquals(State.PAYING, state(order));
    }

    @Test
    void theOfficialClient_findsTheGatewayGood() throws Exception {
        AlipayTradePrecreateRequest precreate = new AlipayTradePrecreateRequest();
        precreate.setBizContent("{\"out_trade_no\":\"OFFICIAL0001\",\"total_amount\":\"0.88\",\"subject\":\"水费 & 滞纳金\","
                + "\"time_expire\":\"2999-01-01 00:00:00\"}");
        AlipayTradePrecreateResponse placed = official().execute(precreate);
        assertTrue(placed.isSuccess(), placed.getBody());
        AlipayTradeQueryRequest query = new AlipayTradeQueryRequest();
        query.setBizContent("{\"out_trade_no\":\"OFFICIAL0001\"}");
        assertEquals("ACQ.TRADE_NOT_EXIST", official().execute(query).getSubCode());

        alipay.pay(placed.getQrCode(), "2088");

        AlipayTradeQueryResponse paid = official().execute(query);
        assertEquals("TRADE_SUCCESS", paid.getTradeStatus());
        assertEquals("0.88", paid.getTotalAmount());
    }

    @Test
    void theOfficialClient_signsWhatWeSign_asWeDo() throws Exception {
        Map<String, String> parameters = new TreeMap<>(
                Map.of("app_id", "1", "biz_content", "{\"subject\":\"水费 & 滞纳金=1\"}", "empty", "", "sign_type", "RSA2"));
        String key = Base64.getEncoder().encodeToString(app.key().getEncoded());

        assertEquals(
                AlipaySignature.sign(parameters, key, "utf-8", "RSA2"),
                Signing.sign(app.key(), Signing.text(parameters)));
    }

    private DefaultAlipayClient official() {
        return new DefaultAlipayClient(
                app.gateway().toString(),
                app.appId(),
                Base64.getEncoder().encodeToString(app.key().getEncoded()),
                "json",
                "utf-8",
                Base64.getEncoder().encodeToString(app.alipay().getEncoded()),
                "RSA2");
    }

    private String told(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(app.notifyAt().get())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void pass(Duration time) {
        clock.advance(time);
        payments.lookAround();
    }

    private Order book(Order order) {
        return database.read(db -> OrderBook.known(db, order.number()));
    }

    private State state(Order order) {
        return book(order).state();
    }
}
