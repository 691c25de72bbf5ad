package org.zizhu.platform.payment.alipay;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import org.zizhu.platform.payment.BillEntry;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Provider;
import org.zizhu.platform.payment.Refund;
import org.zizhu.platform.payment.RefundStanding;
import org.zizhu.platform.payment.Reply;
import org.zizhu.platform.payment.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alipay with codes ordered before. It knows a trade only once somebody has scanned its code; until then a question is answered with "no
 * such trade", and the code is put out of use by cancelling it. Cancelling a trade that was paid in that moment gives its money back.
 */
public final class Alipay implements Provider {

    private static final String NO_TRADE = "ACQ.TRADE_NOT_EXIST";

    private final App app;
    private final Gateway gateway;

    /** @param wire the machine's clock, by which requests are dated */
    public Alipay(App app, InstantSource wire) {
        this.app = app;
        this.gateway = new Gateway(app, wire);
    }

    @Override
    public Means means() {
        return Means.ALIPAY;
    }

    @Override
    public Reply<String> place(Order order) {
        long minutes =
                Math.max(1, Duration.between(order.created(), order.expires()).toMinutes());
        ObjectNode content = of(order)
                .put("total_amount", yuan(order.fen()))
                .put("subject", order.itemName())
                .put("time_expire", Gateway.TIME.format(order.expires().atOffset(Gateway.CHINA)))
                .put("qr_code_timeout_express", minutes + "m");
        return read(gateway.ask("alipay.trade.precreate", content, true), answer -> answer.required("qr_code")
                .asString());
    }

    @Override
    public Reply<Standing> query(Order order) {
        Reply<JsonNode> reply = gateway.ask("alipay.trade.query", of(order), false);
        if (reply instanceof Reply.Refused<JsonNode> refused && refused.code().equals(NO_TRADE)) {
            return new Reply.Given<>(new Standing.NotKnown());
        }
        return read(reply, answer -> standing(answer, "send_pay_date"));
    }

    @Override
    public Reply<Boolean> close(Order order) {
        Reply<JsonNode> reply = gateway.ask("alipay.trade.close", of(order), false);
        if (reply instanceof Reply.Refused<JsonNode> refused && refused.code().equals(NO_TRADE)) {
            reply = gateway.ask("alipay.trade.cancel", of(order), false);
        }
        return read(reply, answer -> true);
    }

    @Override
    public Reply<RefundStanding> refund(Order order, Refund refund) {
        ObjectNode content = of(order)
                .put("refund_amount", yuan(refund.fen()))
                .put("out_request_no", refund.number())
                .put("refund_reason", refund.ground().words().zh());
        return read(gateway.ask("alipay.trade.refund", content, false), answer -> RefundStanding.MADE);
    }

    @Override
    public Reply<RefundStanding> query(Order order, Refund refund) {
        ObjectNode content = of(order).put("out_request_no", refund.number());
        return read(
                gateway.ask("alipay.trade.fastpay.refund.query", content, false),
                answer -> answer.path("refund_status").asString("").equals("REFUND_SUCCESS")
                        ? RefundStanding.MADE
                        : RefundStanding.NOT_KNOWN);
    }

    @Override
    public Reply<List<BillEntry>> bill(LocalDate day) {
        ObjectNode content =
                Gateway.JSON.createObjectNode().put("bill_type", "trade").put("bill_date", day.toString());
        Reply<JsonNode> reply = gateway.ask("alipay.data.dataservice.bill.downloadurl.query", content, false);
        if (reply instanceof Reply.Refused<JsonNode> refused && refused.code().equals("isp.bill_not_exist")) {
            return new Reply.Given<>(List.of());
        }
        if (!(reply instanceof Reply.Given<JsonNode> given)) {
            return read(reply, answer -> List.of());
        }
        try {
            URI file = URI.create(given.value().path("bill_download_url").asString(""));
            return new Reply.Given<>(TradeBill.read(gateway.download(file)));
        } catch (IOException | IllegalArgumentException e) {
            return new Reply.Unknown<>(e.getClass().getSimpleName());
        }
    }

    /** By what a notification is verified. */
    App app() {
        return app;
    }

    /**
     * How a trade stands, of an answer or of a notification.
     *
     * @param paidAt the field that says when it was paid, which they call differently
     */
    static Standing standing(JsonNode trade, String paidAt) {
        return switch (trade.required("trade_status").asString()) {
            case "WAIT_BUYER_PAY" -> new Standing.Unpaid();
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> paid(trade, paidAt);
            // Closed without being paid, or after all was given back: the time of payment tells which.
            case "TRADE_CLOSED" ->
                trade.hasNonNull(paidAt) ? new Standing.Returned(paid(trade, paidAt), true) : new Standing.Closed();
            default -> throw new IllegalArgumentException("trade_status");
        };
    }

    private static Standing.Paid paid(JsonNode trade, String paidAt) {
        return new Standing.Paid(
                fen(trade.required("total_amount").asString()),
                instant(trade.required(paidAt).asString()),
                trade.required("trade_no").asString());
    }

    private static Instant instant(String text) {
        return LocalDateTime.parse(text, Gateway.TIME).toInstant(Gateway.CHINA);
    }

    static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static ObjectNode of(Order order) {
        return Gateway.JSON.createObjectNode().put("out_trade_no", order.number());
    }

    /** What an answer says; an answer that lacks it is nonsense, whatever its signature. */
    private static <T> Reply<T> read(Reply<JsonNode> reply, Function<JsonNode, T> reader) {
        if (reply instanceof Reply.Refused<JsonNode> refused) {
            return new Reply.Refused<>(refused.code());
        }
        if (reply instanceof Reply.Unknown<JsonNode> unknown) {
            return new Reply.Unknown<>(unknown.why());
        }
        try {
            return new Reply.Given<>(reader.apply(((Reply.Given<JsonNode>) reply).value()));
        } catch (RuntimeException e) {
            // Whatever the readers of numbers, times and fields throw; the text may repeat the content.
            return new Reply.Unknown<>("nonsense");
        }
    }
}
