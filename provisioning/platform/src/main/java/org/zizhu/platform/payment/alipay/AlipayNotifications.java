package org.zizhu.platform.payment.alipay;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.zizhu.platform.payment.Notice;
import org.zizhu.platform.payment.Notifications;
import tools.jackson.databind.node.ObjectNode;

/** Reads what Alipay tells by itself: a signed form. */
public final class AlipayNotifications implements Notifications.Ear {

    public static final String PATH = "/payments/alipay";

    private final App app;

    public AlipayNotifications(Alipay alipay) {
        this.app = alipay.app();
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Notifications.Confirmation confirmation(boolean heard) {
        return new Notifications.Confirmation(200, "text/plain", heard ? "success" : "failure");
    }

    @Override
    public Optional<Notice> read(Request request, String body) {
        try {
            Map<String, String> said = Form.read(body);
            boolean theirs =
                    Signing.good(app.alipay(), Signing.textOfNotification(said), said.getOrDefault("sign", ""));
            if (!theirs || !app.appId().equals(said.get("app_id"))) {
                return Optional.empty();
            }
            ObjectNode trade = Gateway.JSON.createObjectNode();
            said.forEach(trade::put);
            return Optional.of(new Notice.OfOrder(
                    trade.required("out_trade_no").asString(), Alipay.standing(trade, "gmt_payment")));
        } catch (RuntimeException e) {
            // Whatever the readers of forms, numbers and times throw, it is no notification of theirs.
            return Optional.empty();
        }
    }
}
