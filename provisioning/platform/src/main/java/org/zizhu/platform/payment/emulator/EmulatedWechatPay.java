package org.zizhu.platform.payment.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;
import org.zizhu.platform.payment.wechat.Merchant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeChat Pay v3 as a merchant with Native orders sees it, on loopback, with one merchant; and the WeChat of the citizens who scan. It
 * differs from the real one where the sandbox must be quicker: today's bill may be fetched today. Thread-safe.
 */
public final class EmulatedWechatPay implements AutoCloseable {

    static final String MCHID = "1900000001";
    static final String APPID = "wx0000000000sandbox";
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int API_V3_KEY_LENGTH = 32;

    private final TradeBook book;
    private final Moods moods = new Moods();
    private final Mail mail;
    private final WechatSignatures signatures;
    private final KeyPair merchantKeys = Keys.rsa();
    private final String merchantSerial = Keys.serial();
    private final String apiV3Key = Keys.text(API_V3_KEY_LENGTH);
    private final InstantSource clock;
    private final Counter counter;
    private volatile Trade.Status refundsAre = Trade.Status.MADE;
    private volatile Consumer<String> beforeAnswer = code -> {};

    private EmulatedWechatPay(InstantSource clock, InstantSource wire, Vault vault) throws IOException {
        this.clock = clock;
        this.book = new TradeBook("weixin://wxpay/bizpayurl?pr=", clock, vault);
        this.signatures = new WechatSignatures(MCHID, merchantSerial, merchantKeys.getPublic(), wire);
        this.mail = new Mail(clock, answer -> answer.statusCode() == 200 || answer.statusCode() == 204);
        this.counter = Counter.open("wechat-pay", new WechatDesk(this), moods);
    }

    /**
     * Opens for business.
     *
     * @param clock by which orders expire and bills are made
     * @param wire the machine's clock, by which signatures are dated, as the official client knows no other
     */
    public static EmulatedWechatPay open(InstantSource clock, InstantSource wire) throws IOException {
        return new EmulatedWechatPay(clock, wire, Vault.inMemory());
    }

    /** The same with its book in a file, so that it goes on after any end. */
    public static EmulatedWechatPay open(InstantSource clock, InstantSource wire, Path book) throws IOException {
        return new EmulatedWechatPay(clock, wire, Vault.in(book));
    }

    /** What a merchant is given when it signs up. */
    public Merchant merchant(Supplier<URI> notifyAt) {
        return new Merchant(counter.uri(), MCHID, APPID, merchantSerial, merchantKeys.getPrivate(), apiV3Key, notifyAt);
    }

    /** What goes wrong: operations are place, query, close, refund, query-refund, certificates, bill, download. */
    public Moods moods() {
        return moods;
    }

    public Mail mail() {
        return mail;
    }

    /** Whether a refund asked for from now on is under way until {@link #endRefund}, or made at once. */
    public void refundsUnderWay(boolean underWay) {
        refundsAre = underWay ? Trade.Status.UNDER_WAY : Trade.Status.MADE;
    }

    /** What happens from now on when an order is placed, and the merchant has not yet been told its code: somebody quick may pay. */
    public void beforeAnswer(Consumer<String> deed) {
        beforeAnswer = deed;
    }

    /** From now on it signs with another key, as it does every few years. */
    public void renewCertificate() {
        signatures.renew();
    }

    // --- what citizens do
    // ---------------------------------------------------------------------------------------------

    /** Scans and pays. */
    public Paying pay(String code, String openid) {
        Outcome<Trade> outcome = book.finish(code, openid);
        if (outcome instanceof Done<Trade> done) {
            tell(done.value());
            return new Paying.Paid(done.value().id());
        }
        return new Paying.Refused(((Not<Trade>) outcome).trouble().name());
    }

    /** Scans, and has not typed in the password yet; {@link #pay} does that, also when the order's time is over by then. */
    public boolean scan(String code, String openid) {
        return book.begin(code, openid) instanceof Done;
    }

    /** Puts the phone away after scanning. */
    public void giveUp(String code) {
        book.giveUp(code);
    }

    // --- what the provider's own people do
    // ----------------------------------------------------------------------------

    /** Gives a payment back without the merchant's asking, by the order's number. */
    public void giveBack(String number) {
        Trade trade = book.byNumber(number).orElseThrow();
        book.giveBack(number, "WX" + trade.id(), trade.fen() - trade.returned(), Trade.Status.MADE);
    }

    /** A refund under way comes to its end. */
    public void endRefund(String refundNumber, boolean made) {
        Trade trade = book.end(refundNumber, made ? Trade.Status.MADE : Trade.Status.FAILED);
        tellReturn(trade, refundNumber);
    }

    /** What citizens' wallets show of it. */
    public List<Movement> movements() {
        return book.movements(Means.WECHAT_PAY);
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

    // --- for its desk
    // -------------------------------------------------------------------------------------------------

    TradeBook book() {
        return book;
    }

    WechatSignatures signatures() {
        return signatures;
    }

    String apiV3Key() {
        return apiV3Key;
    }

    URI uri() {
        return counter.uri();
    }

    void placed(Trade trade) {
        beforeAnswer.accept(trade.code());
    }

    Trade.Status refundsAre() {
        return refundsAre;
    }

    private void tell(Trade trade) {
        URI to = trade.notifyAt();
        if (to != null) {
            mail.post(new Mail.Letter(
                    to, () -> letter("TRANSACTION.SUCCESS", "transaction", WechatPapers.transaction(trade))));
        }
    }

    void tellReturn(Trade trade, String refundNumber) {
        URI to = trade.notifyAt();
        Trade.Return made = trade.returns().stream()
                .filter(each -> each.number().equals(refundNumber))
                .findFirst()
                .orElseThrow();
        if (to != null && made.status() != Trade.Status.UNDER_WAY) {
            String event = made.status() == Trade.Status.MADE ? "REFUND.SUCCESS" : "REFUND.ABNORMAL";
            mail.post(new Mail.Letter(to, () -> letter(event, "refund", WechatPapers.refundNotice(trade, made))));
        }
    }

    /** A notification: the event, with its subject encrypted for the merchant; signed anew for each sending. */
    private Mail.Content letter(String event, String kind, ObjectNode subject) {
        String nonce = Keys.text(12);
        ObjectNode resource = JSON.createObjectNode()
                .put("original_type", kind)
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", Keys.encrypt(apiV3Key, nonce, kind, subject.toString()))
                .put("associated_data", kind)
                .put("nonce", nonce);
        ObjectNode body = JSON.createObjectNode()
                .put("id", "EV-" + Keys.text(24))
                .put("create_time", WechatPapers.time(clock.instant()))
                .put("resource_type", "encrypt-resource")
                .put("event_type", event)
                .put("summary", "sandbox");
        body.set("resource", resource);
        String text = body.toString();
        Map<String, String> headers = signatures.headers(text, false);
        headers.put("Content-Type", "application/json");
        return new Mail.Content(headers, text);
    }
}
