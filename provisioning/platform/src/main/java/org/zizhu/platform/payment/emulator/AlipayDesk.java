package org.zizhu.platform.payment.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.payment.alipay.Form;
import org.zizhu.platform.payment.alipay.Signing;
import org.zizhu.platform.payment.emulator.Counter.Asked;
import org.zizhu.platform.payment.emulator.Counter.Said;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Alipay's gateway: one address, a signed form for each question, and signed JSON for each answer. */
final class AlipayDesk implements Counter.Desk {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Charset GBK = Charset.forName("GBK");
    private static final String TITLES = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
            + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
            + "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

    private final EmulatedAlipay alipay;

    AlipayDesk(EmulatedAlipay alipay) {
        this.alipay = alipay;
    }

    static String time(Instant at) {
        return TIME.format(at.atOffset(CHINA));
    }

    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    @Override
    public String operation(Asked asked) {
        if (asked.path().startsWith("/bill/")) {
            return "download";
        }
        return switch (method(asked)) {
            case "alipay.trade.precreate" -> "place";
            case "alipay.trade.query" -> "query";
            case "alipay.trade.close" -> "close";
            case "alipay.trade.cancel" -> "cancel";
            case "alipay.trade.refund" -> "refund";
            case "alipay.trade.fastpay.refund.query" -> "query-refund";
            case "alipay.data.dataservice.bill.downloadurl.query" -> "bill";
            default -> "-";
        };
    }

    @Override
    public Said answer(Asked asked) {
        if (operation(asked).equals("download")) {
            LocalDate day = LocalDate.parse(asked.path().substring("/bill/".length()));
            return new Said(200, "application/zip", bill(day));
        }
        Map<String, String> form = form(asked);
        boolean signed = EmulatedAlipay.APP_ID.equals(form.get("app_id"))
                && "RSA2".equals(form.get("sign_type"))
                && Signing.good(alipay.application().getPublic(), Signing.text(form), form.getOrDefault("sign", ""));
        if (!signed) {
            return said(asked, problem("40002", "isv.invalid-signature"));
        }
        try {
            return said(asked, done(operation(asked), JSON.readTree(form.getOrDefault("biz_content", "")), form));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return said(asked, problem("40004", "ACQ.INVALID_PARAMETER"));
        }
    }

    @Override
    public Said ill(Mood mood, Asked asked) {
        return said(
                asked,
                mood == Mood.TOO_OFTEN
                        ? problem("40005", "isv.app-call-limited")
                        : problem("20000", "isp.unknow-error"));
    }

    @Override
    public Map<String, String> headers(Asked asked, Said said, boolean forged) {
        return Map.of();
    }

    /** The signature stands beside what it signs. */
    @Override
    public Said sealed(Said said, boolean forged) {
        if (!said.type().equals("application/json")) {
            return said;
        }
        String node =
                said.body().substring(said.body().indexOf(':') + 1, said.body().length() - 1);
        String sign = Signing.sign(alipay.own().getPrivate(), forged ? "something else" : node);
        return new Said(
                said.status(),
                "text/html;charset=utf-8",
                said.body().substring(0, said.body().length() - 1) + ",\"sign\":\"" + sign + "\"}");
    }

    private ObjectNode done(String operation, JsonNode asked, Map<String, String> form) {
        if (operation.equals("bill")) {
            return bill(asked);
        }
        String number = asked.required("out_trade_no").asString();
        return switch (operation) {
            case "place" -> place(number, asked, form);
            case "query" ->
                existing(number).map(AlipayDesk::trade).orElseGet(() -> problem("40004", "ACQ.TRADE_NOT_EXIST"));
            case "close" -> close(number);
            case "cancel" -> cancel(number);
            case "refund" -> refund(number, asked);
            case "query-refund" ->
                queryRefund(number, asked.required("out_request_no").asString());
            default -> problem("40004", "isv.invalid-method");
        };
    }

    private ObjectNode place(String number, JsonNode asked, Map<String, String> form) {
        String notify = form.get("notify_url");
        Outcome<Trade> outcome = alipay.book()
                .open(
                        number,
                        asked.required("subject").asString(),
                        fen(asked.required("total_amount").asString()),
                        LocalDateTime.parse(asked.required("time_expire").asString(), TIME)
                                .toInstant(CHINA),
                        notify == null ? null : URI.create(notify));
        return outcome instanceof Done<Trade> done
                ? good().put("out_trade_no", number).put("qr_code", done.value().code())
                : problem("40004", code(((Not<Trade>) outcome).trouble()));
    }

    private ObjectNode close(String number) {
        if (existing(number).isEmpty()) {
            return problem("40004", "ACQ.TRADE_NOT_EXIST");
        }
        alipay.book().giveUp(alipay.book().byNumber(number).orElseThrow().code());
        Outcome<Trade> outcome = alipay.book().close(number);
        return outcome instanceof Not<Trade> not
                ? problem("40004", code(not.trouble()))
                : good().put("out_trade_no", number);
    }

    /** Puts a code out of use, scanned or not; a trade that was paid by then is given back. */
    private ObjectNode cancel(String number) {
        ObjectNode answer = good().put("out_trade_no", number).put("retry_flag", "N");
        Optional<Trade> trade = alipay.book().byNumber(number);
        if (trade.isEmpty()) {
            return answer;
        }
        if (trade.get().phase() == Trade.Phase.PAID) {
            alipay.book()
                    .giveBack(
                            number,
                            "CANCEL" + number,
                            trade.get().fen() - trade.get().returned(),
                            Trade.Status.MADE);
            return answer.put("action", "refund");
        }
        alipay.book().giveUp(trade.get().code());
        alipay.book().close(number);
        return answer.put("action", "close");
    }

    private ObjectNode refund(String number, JsonNode asked) {
        String request = asked.required("out_request_no").asString();
        boolean again = alipay.book().ofReturn(request).isPresent();
        Outcome<Trade.Return> outcome = alipay.book()
                .giveBack(number, request, fen(asked.required("refund_amount").asString()), Trade.Status.MADE);
        if (outcome instanceof Not<Trade.Return> not) {
            return problem("40004", code(not.trouble()));
        }
        Trade trade = alipay.book().byNumber(number).orElseThrow();
        return good().put("out_trade_no", number)
                .put("trade_no", trade.id())
                .put("fund_change", again ? "N" : "Y")
                .put("refund_fee", yuan(trade.returned()));
    }

    private ObjectNode queryRefund(String number, String request) {
        ObjectNode answer = good().put("out_trade_no", number).put("out_request_no", request);
        // Of a refund that it doesn't know it says nothing more.
        return alipay.book().ofReturn(request).isPresent() ? answer.put("refund_status", "REFUND_SUCCESS") : answer;
    }

    private ObjectNode bill(JsonNode asked) {
        LocalDate day = LocalDate.parse(asked.required("bill_date").asString());
        if (alipay.book().paidOn(day).isEmpty() && alipay.book().returnedOn(day).isEmpty()) {
            return problem("40004", "isp.bill_not_exist");
        }
        return good().put(
                        "bill_download_url",
                        alipay.uri().resolve("/bill/" + day).toString());
    }

    /** Until its code is scanned there is no trade. */
    private Optional<Trade> existing(String number) {
        return alipay.exists(number) ? alipay.book().byNumber(number) : Optional.empty();
    }

    private static ObjectNode trade(Trade trade) {
        ObjectNode answer = good().put("out_trade_no", trade.number())
                .put("trade_no", trade.id().isEmpty() ? "2026" + trade.number() : trade.id())
                .put("total_amount", yuan(trade.fen()))
                .put("buyer_user_id", trade.payer())
                .put("trade_status", status(trade));
        Instant paidAt = trade.paidAt();
        return paidAt == null ? answer : answer.put("send_pay_date", time(paidAt));
    }

    private static String status(Trade trade) {
        return switch (trade.phase()) {
            case OPEN, PAYING -> "WAIT_BUYER_PAY";
            case CLOSED -> "TRADE_CLOSED";
            case PAID -> trade.returned() == trade.fen() ? "TRADE_CLOSED" : "TRADE_SUCCESS";
        };
    }

    private byte[] bill(LocalDate day) {
        List<String> lines = new ArrayList<>();
        lines.add("#支付宝业务明细查询");
        lines.add("#-----------------------------------------业务明细列表----------------------------------------");
        lines.add(TITLES);
        for (Trade trade : alipay.book().paidOn(day)) {
            lines.add(line(trade, null));
        }
        for (Trade trade : alipay.book().returnedOn(day)) {
            trade.returns().forEach(each -> lines.add(line(trade, each)));
        }
        lines.add("#-----------------------------------------业务明细列表结束------------------------------------");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, GBK)) {
            zip.putNextEntry(new ZipEntry("20210000_" + day + "_业务明细.csv"));
            zip.write((String.join("\r\n", lines) + "\r\n").getBytes(GBK));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String line(Trade trade, Trade.@Nullable Return back) {
        Instant paidAt = trade.paidAt();
        String at = back != null ? time(back.at()) : paidAt == null ? "" : time(paidAt);
        String sum = back == null ? yuan(trade.fen()) : "-" + yuan(back.fen());
        List<String> fields = List.of(
                trade.id(),
                trade.number(),
                back == null ? "交易" : "退款",
                trade.description(),
                at,
                at,
                "",
                "",
                "",
                "",
                "***",
                sum,
                sum,
                "0.00",
                "0.00",
                "0.00",
                "0.00",
                "0.00",
                "",
                "0.00",
                "0.00",
                back == null ? "" : back.number(),
                "0.00",
                "0.00",
                "");
        return String.join("\t,", fields) + "\t";
    }

    private static Said said(Asked asked, ObjectNode answer) {
        return new Said(
                200, "application/json", "{\"" + method(asked).replace('.', '_') + "_response\":" + answer + "}");
    }

    private static ObjectNode good() {
        return JSON.createObjectNode().put("code", "10000").put("msg", "Success");
    }

    private static ObjectNode problem(String code, String sub) {
        return JSON.createObjectNode().put("code", code).put("msg", "sandbox").put("sub_code", sub);
    }

    private static String code(Trouble trouble) {
        return switch (trouble) {
            case NOT_FOUND -> "ACQ.TRADE_NOT_EXIST";
            case ALREADY_PAID -> "ACQ.TRADE_HAS_SUCCESS";
            case ALREADY_CLOSED -> "ACQ.TRADE_HAS_CLOSE";
            case DIFFERENT -> "ACQ.CONTEXT_INCONSISTENT";
            case TOO_MUCH -> "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL";
            case EXPIRED, BEING_PAID, NOT_PAID -> "ACQ.TRADE_STATUS_ERROR";
        };
    }

    private static String method(Asked asked) {
        return form(asked).getOrDefault("method", "");
    }

    /** The gateway takes parameters from the address and from the body: the official client spreads them over both. */
    private static Map<String, String> form(Asked asked) {
        try {
            Map<String, String> all = new HashMap<>();
            for (String part : List.of(asked.query(), asked.body())) {
                if (!part.isEmpty()) {
                    all.putAll(Form.read(part));
                }
            }
            return all;
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }
}
