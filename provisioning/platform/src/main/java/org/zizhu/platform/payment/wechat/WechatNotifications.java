package org.zizhu.platform.payment.wechat;

import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.zizhu.platform.payment.Notice;
import org.zizhu.platform.payment.Notifications;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what WeChat Pay tells by itself: signed, dated, and encrypted for us. */
public final class WechatNotifications implements Notifications.Ear {

    public static final String PATH = "/payments/wechat";

    /** As long as the provider's guide allows; an older one is somebody's recording. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NotificationParser parser;
    private final InstantSource wire;

    /** @param wire the machine's clock, as its signatures are dated by */
    public WechatNotifications(WechatPay wechatPay, InstantSource wire) {
        this.parser = wechatPay.notifications();
        this.wire = wire;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Notifications.Confirmation confirmation(boolean heard) {
        return heard
                ? new Notifications.Confirmation(204, "", "")
                : new Notifications.Confirmation(
                        401, "application/json", "{\"code\":\"FAIL\",\"message\":\"not accepted\"}");
    }

    @Override
    public Optional<Notice> read(Request request, String body) {
        HttpFields header = request.getHeaders();
        String timestamp = header.get("Wechatpay-Timestamp");
        if (timestamp == null || !fresh(timestamp)) {
            return Optional.empty();
        }
        RequestParam signed = new RequestParam.Builder()
                .serialNumber(header.get("Wechatpay-Serial"))
                .nonce(header.get("Wechatpay-Nonce"))
                .signature(header.get("Wechatpay-Signature"))
                .timestamp(timestamp)
                .signType(header.get("Wechatpay-Signature-Type"))
                .body(body)
                .build();
        try {
            JsonNode event = JSON.readTree(body).path("event_type");
            String type = event.isString() ? event.asString() : "";
            if (type.startsWith("TRANSACTION.")) {
                Transaction transaction = parser.parse(signed, Transaction.class);
                return Optional.of(new Notice.OfOrder(transaction.getOutTradeNo(), WechatPay.standing(transaction)));
            }
            if (type.startsWith("REFUND.")) {
                RefundNotification refund = parser.parse(signed, RefundNotification.class);
                return Optional.of(
                        new Notice.OfRefund(refund.getOutRefundNo(), WechatPay.standing(refund.getRefundStatus())));
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // Whatever the client's checks and parsers throw, it is no notification of theirs. The text may repeat its
            // content.
            return Optional.empty();
        }
    }

    private boolean fresh(String timestamp) {
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(at, wire.instant()).abs().compareTo(SKEW) < 0;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }
}
