package org.zizhu.platform.payment.emulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What WeChat Pay writes: transactions, refunds and bills. */
final class WechatPapers {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter BILL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String TITLES = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
            + "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
            + "订单金额,申请退款金额,费率备注";
    private static final String SUM_TITLES = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    private WechatPapers() {}

    static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atOffset(CHINA));
    }

    static ObjectNode transaction(Trade trade) {
        ObjectNode paper = EmulatedWechatPay.JSON
                .createObjectNode()
                .put("mchid", EmulatedWechatPay.MCHID)
                .put("appid", EmulatedWechatPay.APPID)
                .put("out_trade_no", trade.number())
                .put("attach", "")
                .put("trade_state", state(trade))
                .put("trade_state_desc", "sandbox");
        ObjectNode amount = EmulatedWechatPay.JSON
                .createObjectNode()
                .put("total", trade.fen())
                .put("currency", "CNY");
        Instant paidAt = trade.paidAt();
        if (paidAt != null) {
            paper.put("transaction_id", trade.id())
                    .put("trade_type", "NATIVE")
                    .put("bank_type", "OTHERS")
                    .put("success_time", time(paidAt));
            amount.put("payer_total", trade.fen()).put("payer_currency", "CNY");
            paper.set("payer", EmulatedWechatPay.JSON.createObjectNode().put("openid", trade.payer()));
        }
        paper.set("amount", amount);
        return paper;
    }

    static ObjectNode refund(Trade trade, Trade.Return made) {
        return refund(trade, made, "status");
    }

    /** The same as in a notification, which calls the status otherwise. */
    static ObjectNode refundNotice(Trade trade, Trade.Return made) {
        return refund(trade, made, "refund_status").put("mchid", EmulatedWechatPay.MCHID);
    }

    private static ObjectNode refund(Trade trade, Trade.Return made, String statusField) {
        ObjectNode paper = EmulatedWechatPay.JSON
                .createObjectNode()
                .put("refund_id", made.id())
                .put("out_refund_no", made.number())
                .put("transaction_id", trade.id())
                .put("out_trade_no", trade.number())
                .put("channel", "ORIGINAL")
                .put("user_received_account", "支付用户零钱")
                .put("create_time", time(made.at()))
                .put(statusField, status(made.status()))
                .put("funds_account", "AVAILABLE");
        if (made.status() == Trade.Status.MADE) {
            paper.put("success_time", time(made.at()));
        }
        paper.set(
                "amount",
                EmulatedWechatPay.JSON
                        .createObjectNode()
                        .put("total", trade.fen())
                        .put("refund", made.fen())
                        .put("payer_total", trade.fen())
                        .put("payer_refund", made.fen())
                        .put("settlement_total", trade.fen())
                        .put("settlement_refund", made.fen())
                        .put("discount_refund", 0)
                        .put("currency", "CNY"));
        return paper;
    }

    /** 交易账单, all of a day. */
    static String bill(LocalDate day, TradeBook book) {
        List<String> lines = new ArrayList<>();
        lines.add("\uFEFF" + TITLES);
        long taken = 0;
        long returned = 0;
        int count = 0;
        for (Trade trade : book.paidOn(day)) {
            lines.add(line(trade, null));
            taken += trade.fen();
            count++;
        }
        for (Trade trade : book.returnedOn(day)) {
            for (Trade.Return each : trade.returns()) {
                lines.add(line(trade, each));
                returned += each.fen();
                count++;
            }
        }
        lines.add(SUM_TITLES);
        lines.add("`" + count + ",`" + yuan(taken) + ",`" + yuan(returned) + ",`0.00,`0.00,`" + yuan(taken) + ",`"
                + yuan(returned));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(Trade trade, Trade.@Nullable Return made) {
        Instant at = made == null ? trade.paidAt() : made.at();
        List<String> fields = List.of(
                at == null ? "" : BILL_TIME.format(at.atOffset(CHINA)),
                EmulatedWechatPay.APPID,
                EmulatedWechatPay.MCHID,
                "0",
                "",
                trade.id(),
                trade.number(),
                trade.payer(),
                "NATIVE",
                made == null ? "SUCCESS" : "REFUND",
                "OTHERS",
                "CNY",
                made == null ? yuan(trade.fen()) : "0.00",
                "0.00",
                made == null ? "0" : made.id(),
                made == null ? "0" : made.number(),
                made == null ? "0.00" : yuan(made.fen()),
                "0.00",
                made == null ? "" : "ORIGINAL",
                made == null ? "" : "SUCCESS",
                trade.description(),
                "",
                "0.00000",
                "0.00%",
                made == null ? yuan(trade.fen()) : "0.00",
                made == null ? "0.00" : yuan(made.fen()),
                "");
        return "`" + String.join(",`", fields);
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static String state(Trade trade) {
        return switch (trade.phase()) {
            case OPEN -> "NOTPAY";
            case PAYING -> "USERPAYING";
            case CLOSED -> "CLOSED";
            case PAID -> trade.returned() > 0 ? "REFUND" : "SUCCESS";
        };
    }

    private static String status(Trade.Status status) {
        return switch (status) {
            case UNDER_WAY -> "PROCESSING";
            case MADE -> "SUCCESS";
            case FAILED -> "ABNORMAL";
        };
    }
}
