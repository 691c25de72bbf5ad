package org.zizhu.platform.payment.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.alipay.App;
import org.zizhu.platform.payment.alipay.Form;
import org.zizhu.platform.payment.alipay.Signing;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;

/**
 * Alipay's gateway as a merchant with precreated codes sees it, on loopback, with one application; and the Alipay of the citizens who scan.
 * As the real one, it knows a trade only once somebody has scanned its code. Thread-safe.
 */
public final class EmulatedAlipay implements AutoCloseable {

    static final String APP_ID = "2021000000000001";

    private final TradeBook book;
    private final Moods moods = new Moods();
    private final Mail mail;
    private final KeyPair application = Keys.rsa();
    private final KeyPair own = Keys.rsa();
    private final InstantSource clock;
    private final Counter counter;

    private EmulatedAlipay(InstantSource clock, Vault vault) throws IOException {
        this.clock = clock;
        this.book = new TradeBook("https://qr.alipay.com/bax", clock, vault);
        this.mail = new Mail(
                clock, answer -> answer.statusCode() == 200 && answer.body().equals("success"));
        this.counter = Counter.open("alipay", new AlipayDesk(this), moods);
    }

    /**
     * Opens for business.
     *
     * @param clock by which codes expire and bills are made
     */
    public static EmulatedAlipay open(InstantSource clock) throws IOException {
        return new EmulatedAlipay(clock, Vault.inMemory());
    }

    /** The same with its book in a file, so that it goes on after any end. */
    public static EmulatedAlipay open(InstantSource clock, Path book) throws IOException {
        return new EmulatedAlipay(clock, Vault.in(book));
    }

    /** What an application is given when it signs up. */
    public App app(Supplier<URI> notifyAt) {
        return new App(
                counter.uri().resolve("/gateway.do"), APP_ID, application.getPrivate(), own.getPublic(), notifyAt);
    }

    /** What goes wrong: operations are place, query, close, cancel, refund, query-refund, bill, download. */
    public Moods moods() {
        return moods;
    }

    public Mail mail() {
        return mail;
    }

    /** Scans and pays. */
    public Paying pay(String code, String payer) {
        scan(code, payer);
        Outcome<Trade> outcome = book.finish(code, payer);
        if (outcome instanceof Done<Trade> done) {
            tell(done.value());
            return new Paying.Paid(done.value().id());
        }
        return new Paying.Refused(((Not<Trade>) outcome).trouble().name());
    }

    /** Scans, and has not typed in the password yet; {@link #pay} does that. From now on the trade exists. */
    public boolean scan(String code, String payer) {
        return book.begin(code, payer) instanceof Done;
    }

    /** What citizens' wallets show of it. */
    public List<Movement> movements() {
        return book.movements(Means.ALIPAY);
    }

    /** What came in and was not given back, over all. */
    public long balance() {
        return book.all().stream()
                .filter(trade -> trade.phase() == Trade.Phase.PAID)
                .mapToLong(trade -> trade.fen() - trade.returned())
                .sum();
    }

    @Override
    public void close() {
        mail.close();
        counter.close();
        book.close();
    }

    TradeBook book() {
        return book;
    }

    KeyPair own() {
        return own;
    }

    KeyPair application() {
        return application;
    }

    /** Somebody has scanned its code. */
    boolean exists(String number) {
        return book.byNumber(number).filter(trade -> !trade.payer().isEmpty()).isPresent();
    }

    URI uri() {
        return counter.uri();
    }

    private void tell(Trade trade) {
        URI to = trade.notifyAt();
        if (to != null) {
            mail.post(new Mail.Letter(to, () -> letter(trade)));
        }
    }

    private Mail.Content letter(Trade trade) {
        Instant paidAt = trade.paidAt();
        Map<String, String> said = new TreeMap<>();
        said.put("notify_id", Keys.text(32));
        said.put("notify_type", "trade_status_sync");
        said.put("notify_time", AlipayDesk.time(clock.instant()));
        said.put("charset", "utf-8");
        said.put("version", "1.0");
        said.put("app_id", APP_ID);
        said.put("out_trade_no", trade.number());
        said.put("trade_no", trade.id());
        said.put("trade_status", "TRADE_SUCCESS");
        said.put("total_amount", AlipayDesk.yuan(trade.fen()));
        said.put("receipt_amount", AlipayDesk.yuan(trade.fen()));
        said.put("subject", trade.description());
        said.put("buyer_id", trade.payer());
        said.put("gmt_payment", AlipayDesk.time(paidAt == null ? clock.instant() : paidAt));
        said.put("sign", Signing.sign(own.getPrivate(), Signing.textOfNotification(said)));
        said.put("sign_type", "RSA2");
        return new Mail.Content(
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), Form.write(said));
    }
}
