package org.zizhu.platform.payment.wechat;

import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.AeadCipher;
import com.wechat.pay.java.core.cipher.RSAPrivacyDecryptor;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.BillType;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.zizhu.platform.payment.BillEntry;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Provider;
import org.zizhu.platform.payment.Refund;
import org.zizhu.platform.payment.RefundStanding;
import org.zizhu.platform.payment.Reply;
import org.zizhu.platform.payment.Standing;

/** WeChat Pay v3 Native: the citizen scans a code of ours with WeChat. */
public final class WechatPay implements Provider {

    private static final String SIGNATURES = "WECHATPAY2-SHA256-RSA2048";
    private static final String CIPHER = "AEAD_AES_256_GCM";

    /** Codes that say nothing of the order, only that it is a bad moment; 429 and 5xx likewise. */
    private static final Set<String> PASSING =
            Set.of("SYSTEM_ERROR", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED", "BANKERROR", "NOT_ENOUGH", "SIGN_ERROR");

    private static final int LONGEST_DESCRIPTION = 40;

    private final Merchant merchant;
    private final NativePayService nativePay;
    private final RefundService refunds;
    private final BillDownloadServiceExtension bills;
    private final NotificationParser notifications;

    /**
     * @param wire the machine's clock, as the client's own signatures are dated by
     */
    public WechatPay(Merchant merchant, InstantSource wire) {
        this.merchant = merchant;
        Credential credential =
                new WechatPay2Credential(merchant.mchid(), new RSASigner(merchant.serial(), merchant.key()));
        AeadCipher cipher = new AeadAesCipher(merchant.apiV3Key().getBytes(StandardCharsets.UTF_8));
        Verifier verifier = new RSAVerifier(new PlatformCertificates(merchant.api(), credential, cipher, wire));
        HttpClient http = new Transport(merchant.api(), credential, new WechatPay2Validator(verifier));
        this.nativePay = new NativePayService.Builder().httpClient(http).build();
        this.refunds = new RefundService.Builder().httpClient(http).build();
        this.bills = new BillDownloadServiceExtension.Builder()
                .httpClient(http)
                .decryptor(new RSAPrivacyDecryptor(merchant.key()))
                .build();
        this.notifications = new NotificationParser(Map.of(SIGNATURES, verifier), Map.of(CIPHER, cipher));
    }

    /** What reads and proves its notifications. */
    NotificationParser notifications() {
        return notifications;
    }

    @Override
    public Means means() {
        return Means.WECHAT_PAY;
    }

    @Override
    public Reply<String> place(Order order) {
        PrepayRequest request = new PrepayRequest();
        request.setAppid(merchant.appid());
        request.setMchid(merchant.mchid());
        request.setDescription(shortened(order.itemName()));
        request.setOutTradeNo(order.number());
        request.setTimeExpire(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                order.expires().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8))));
        request.setNotifyUrl(merchant.notifyAt().get().toString());
        Amount amount = new Amount();
        amount.setTotal(Math.toIntExact(order.fen()));
        amount.setCurrency("CNY");
        request.setAmount(amount);
        return ask(() -> nativePay.prepay(request).getCodeUrl());
    }

    @Override
    public Reply<Standing> query(Order order) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(merchant.mchid());
        request.setOutTradeNo(order.number());
        Reply<Standing> reply = ask(() -> standing(nativePay.queryOrderByOutTradeNo(request)));
        boolean notKnown = reply instanceof Reply.Refused<Standing> refused
                && (refused.code().equals("ORDER_NOT_EXIST") || refused.code().equals("ORDERNOTEXIST"));
        return notKnown ? new Reply.Given<>(new Standing.NotKnown()) : reply;
    }

    @Override
    public Reply<Boolean> close(Order order) {
        CloseOrderRequest request = new CloseOrderRequest();
        request.setMchid(merchant.mchid());
        request.setOutTradeNo(order.number());
        return ask(() -> {
            nativePay.closeOrder(request);
            return true;
        });
    }

    @Override
    public Reply<RefundStanding> refund(Order order, Refund refund) {
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(order.number());
        request.setOutRefundNo(refund.number());
        request.setReason(refund.ground().words().zh());
        request.setNotifyUrl(merchant.notifyAt().get().toString());
        AmountReq amount = new AmountReq();
        amount.setRefund(refund.fen());
        amount.setTotal(order.paid() == null ? order.fen() : order.paid().fen());
        amount.setCurrency("CNY");
        request.setAmount(amount);
        return ask(() -> standing(refunds.create(request).getStatus()));
    }

    @Override
    public Reply<RefundStanding> query(Order order, Refund refund) {
        QueryByOutRefundNoRequest request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(refund.number());
        Reply<RefundStanding> reply =
                ask(() -> standing(refunds.queryByOutRefundNo(request).getStatus()));
        boolean notKnown = reply instanceof Reply.Refused<RefundStanding> refused
                && refused.code().equals("RESOURCE_NOT_EXISTS");
        return notKnown ? new Reply.Given<>(RefundStanding.NOT_KNOWN) : reply;
    }

    @Override
    public Reply<List<BillEntry>> bill(LocalDate day) {
        GetTradeBillRequest request = new GetTradeBillRequest();
        request.setBillDate(day.toString());
        request.setBillType(BillType.ALL);
        Reply<List<BillEntry>> reply = ask(() -> {
            DigestBillEntity bill = bills.getTradeBill(request);
            String text = text(bill.getInputStream());
            if (!bill.verifyHash()) {
                throw new IllegalStateException("the bill is not what its digest says");
            }
            return TradeBill.read(text);
        });
        boolean none = reply instanceof Reply.Refused<List<BillEntry>> refused
                && refused.code().equals("NO_STATEMENT_EXIST");
        return none ? new Reply.Given<>(List.of()) : reply;
    }

    /** What a transaction says, of a query or of a notification. */
    static Standing standing(Transaction transaction) {
        return switch (transaction.getTradeState()) {
            case SUCCESS -> paid(transaction);
            case REFUND -> new Standing.Returned(paid(transaction), false);
            case CLOSED, REVOKED, PAYERROR -> new Standing.Closed();
            case NOTPAY, USERPAYING, ACCEPT -> new Standing.Unpaid();
        };
    }

    static RefundStanding standing(Status status) {
        return switch (status) {
            case SUCCESS -> RefundStanding.MADE;
            case PROCESSING -> RefundStanding.UNDER_WAY;
            // ABNORMAL: the citizen's card is void, say; somebody has to find another way.
            case CLOSED, ABNORMAL -> RefundStanding.FAILED;
        };
    }

    private static Standing.Paid paid(Transaction transaction) {
        return new Standing.Paid(
                transaction.getAmount().getTotal(),
                OffsetDateTime.parse(transaction.getSuccessTime()).toInstant(),
                transaction.getTransactionId());
    }

    private static String shortened(String words) {
        return words.length() <= LONGEST_DESCRIPTION ? words : words.substring(0, LONGEST_DESCRIPTION);
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The client throws for all that is not a good answer, and on nonsense whatever its parsers throw. Of these only the provider's own
     * refusal says something about the order. Messages are dropped: they repeat requests.
     */
    private static <T> Reply<T> ask(Supplier<T> call) {
        try {
            return new Reply.Given<>(call.get());
        } catch (ServiceException e) {
            String code = e.getErrorCode();
            boolean passing = code == null
                    || PASSING.contains(code)
                    || e.getHttpStatusCode() >= 500
                    || e.getHttpStatusCode() == 429;
            return passing ? new Reply.Unknown<>(code == null ? "no code" : code) : new Reply.Refused<>(code);
        } catch (RuntimeException e) {
            return new Reply.Unknown<>(e.getClass().getSimpleName());
        }
    }
}
