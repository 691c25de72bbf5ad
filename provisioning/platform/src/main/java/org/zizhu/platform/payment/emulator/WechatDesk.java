package org.zizhu.platform.payment.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zizhu.platform.payment.emulator.Counter.Asked;
import org.zizhu.platform.payment.emulator.Counter.Said;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of WeChat Pay v3: {@code /v3/pay/transactions}, {@code /v3/refund}, {@code /v3/bill} and {@code /v3/certificates}. */
final class WechatDesk implements Counter.Desk {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_|*-]{6,32}");
    private static final Pattern QUERY = Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)");
    private static final Pattern CLOSE = Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)/close");
    private static final Pattern REFUND_QUERY = Pattern.compile("/v3/refund/domestic/refunds/([^/]+)");
    private static final Pattern DAY = Pattern.compile("(?:.*&)?bill_date=([0-9-]{10})(?:&.*)?");
    private static final Pattern TOKEN = Pattern.compile("token=([0-9-]{10})");

    private final EmulatedWechatPay wechatPay;

    WechatDesk(EmulatedWechatPay wechatPay) {
        this.wechatPay = wechatPay;
    }

    @Override
    public String operation(Asked asked) {
        String path = asked.path();
        if (path.equals("/v3/pay/transactions/native")) {
            return "place";
        }
        if (CLOSE.matcher(path).matches()) {
            return "close";
        }
        if (QUERY.matcher(path).matches()) {
            return "query";
        }
        if (path.equals("/v3/refund/domestic/refunds")) {
            return "refund";
        }
        if (REFUND_QUERY.matcher(path).matches()) {
            return "query-refund";
        }
        return switch (path) {
            case "/v3/certificates" -> "certificates";
            case "/v3/bill/tradebill" -> "bill";
            case "/v3/billdownload/file" -> "download";
            default -> "-";
        };
    }

    @Override
    public Said answer(Asked asked) {
        if (!wechatPay.signatures().good(asked)) {
            return problem(401, "SIGN_ERROR");
        }
        try {
            return switch (operation(asked)) {
                case "place" -> place(EmulatedWechatPay.JSON.readTree(asked.body()));
                case "query" -> query(group(QUERY, asked.path()), asked.query());
                case "close" -> close(group(CLOSE, asked.path()), EmulatedWechatPay.JSON.readTree(asked.body()));
                case "refund" -> refund(EmulatedWechatPay.JSON.readTree(asked.body()));
                case "query-refund" -> queryRefund(group(REFUND_QUERY, asked.path()));
                case "certificates" -> certificates();
                case "bill" -> bill(asked.query());
                case "download" -> download(asked.query());
                default -> problem(404, "NOT_FOUND");
            };
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return problem(400, "PARAM_ERROR");
        }
    }

    @Override
    public Said ill(Mood mood, Asked asked) {
        return mood == Mood.TOO_OFTEN ? problem(429, "FREQUENCY_LIMITED") : problem(500, "SYSTEM_ERROR");
    }

    @Override
    public Map<String, String> headers(Asked asked, Said said, boolean forged) {
        return wechatPay.signatures().headers(said.body(), forged);
    }

    private Said place(JsonNode asked) {
        String number = asked.required("out_trade_no").asString();
        long fen = asked.required("amount").required("total").asLong();
        if (!asked.required("mchid").asString().equals(EmulatedWechatPay.MCHID)
                || !asked.required("appid").asString().equals(EmulatedWechatPay.APPID)) {
            return problem(400, "APPID_MCHID_NOT_MATCH");
        }
        if (!NUMBER.matcher(number).matches()
                || fen < 1
                || asked.required("description").asString().isBlank()) {
            return problem(400, "PARAM_ERROR");
        }
        Outcome<Trade> outcome = wechatPay
                .book()
                .open(
                        number,
                        asked.required("description").asString(),
                        fen,
                        OffsetDateTime.parse(asked.required("time_expire").asString())
                                .toInstant(),
                        URI.create(asked.required("notify_url").asString()));
        if (outcome instanceof Done<Trade> done) {
            wechatPay.placed(done.value());
            return Said.json(
                    200,
                    EmulatedWechatPay.JSON
                            .createObjectNode()
                            .put("code_url", done.value().code()));
        }
        return problem(((Not<Trade>) outcome).trouble());
    }

    private Said query(String number, String query) {
        if (!query.contains("mchid=" + EmulatedWechatPay.MCHID)) {
            return problem(400, "PARAM_ERROR");
        }
        return wechatPay
                .book()
                .byNumber(number)
                .map(trade -> Said.json(200, WechatPapers.transaction(trade)))
                .orElseGet(() -> problem(404, "ORDER_NOT_EXIST"));
    }

    private Said close(String number, JsonNode asked) {
        if (!asked.required("mchid").asString().equals(EmulatedWechatPay.MCHID)) {
            return problem(400, "PARAM_ERROR");
        }
        Outcome<Trade> outcome = wechatPay.book().close(number);
        return outcome instanceof Not<Trade> not ? problem(not.trouble()) : new Said(204, "", "");
    }

    private Said refund(JsonNode asked) {
        String number = asked.required("out_trade_no").asString();
        String refundNumber = asked.required("out_refund_no").asString();
        JsonNode amount = asked.required("amount");
        Optional<Trade> trade = wechatPay.book().byNumber(number);
        if (trade.isPresent() && trade.get().fen() != amount.required("total").asLong()) {
            return problem(400, "PARAM_ERROR");
        }
        boolean known = wechatPay.book().ofReturn(refundNumber).isPresent();
        Outcome<Trade.Return> outcome = wechatPay
                .book()
                .giveBack(number, refundNumber, amount.required("refund").asLong(), wechatPay.refundsAre());
        if (outcome instanceof Done<Trade.Return> done) {
            Trade now = wechatPay.book().byNumber(number).orElseThrow();
            if (!known) {
                wechatPay.tellReturn(now, refundNumber);
            }
            return Said.json(200, WechatPapers.refund(now, done.value()));
        }
        return problem(((Not<Trade.Return>) outcome).trouble());
    }

    private Said queryRefund(String refundNumber) {
        return wechatPay
                .book()
                .ofReturn(refundNumber)
                .map(trade -> Said.json(
                        200,
                        WechatPapers.refund(
                                trade,
                                trade.returns().stream()
                                        .filter(each -> each.number().equals(refundNumber))
                                        .findFirst()
                                        .orElseThrow())))
                .orElseGet(() -> problem(404, "RESOURCE_NOT_EXISTS"));
    }

    private Said certificates() {
        String nonce = Keys.text(12);
        String pem = Keys.pem(wechatPay.signatures().certificate());
        ObjectNode certificate = EmulatedWechatPay.JSON
                .createObjectNode()
                .put("serial_no", wechatPay.signatures().serial())
                .put("effective_time", "2018-06-08T10:34:56+08:00")
                .put("expire_time", "2099-12-08T10:34:56+08:00");
        certificate.set(
                "encrypt_certificate",
                EmulatedWechatPay.JSON
                        .createObjectNode()
                        .put("algorithm", "AEAD_AES_256_GCM")
                        .put("nonce", nonce)
                        .put("associated_data", "certificate")
                        .put("ciphertext", Keys.encrypt(wechatPay.apiV3Key(), nonce, "certificate", pem)));
        ObjectNode answer = EmulatedWechatPay.JSON.createObjectNode();
        answer.putArray("data").add(certificate);
        return Said.json(200, answer);
    }

    private Said bill(String query) {
        LocalDate day = LocalDate.parse(group(DAY, query));
        if (wechatPay.book().paidOn(day).isEmpty()
                && wechatPay.book().returnedOn(day).isEmpty()) {
            return problem(400, "NO_STATEMENT_EXIST");
        }
        String bill = WechatPapers.bill(day, wechatPay.book());
        return Said.json(
                200,
                EmulatedWechatPay.JSON
                        .createObjectNode()
                        .put("hash_type", "SHA1")
                        .put("hash_value", sha1(bill))
                        .put("download_url", "https://api.mch.weixin.qq.com/v3/billdownload/file?token=" + day));
    }

    private Said download(String query) {
        LocalDate day = LocalDate.parse(group(TOKEN, query));
        return new Said(200, "application/octet-stream", WechatPapers.bill(day, wechatPay.book()));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(pattern.pattern());
        }
        return matcher.group(1);
    }

    private static Said problem(Trouble trouble) {
        return switch (trouble) {
            case NOT_FOUND -> problem(404, "ORDER_NOT_EXIST");
            case ALREADY_PAID -> problem(400, "ORDERPAID");
            case ALREADY_CLOSED -> problem(400, "ORDER_CLOSED");
            case DIFFERENT, NOT_PAID, TOO_MUCH -> problem(400, "INVALID_REQUEST");
            case EXPIRED -> problem(400, "PARAM_ERROR");
            // Among the errors of the provider's guide, and a 2xx all the same: a merchant that believes it loses a
            // payment.
            case BEING_PAID -> problem(202, "USERPAYING");
        };
    }

    private static Said problem(int status, String code) {
        return Said.json(
                status,
                EmulatedWechatPay.JSON.createObjectNode().put("code", code).put("message", "sandbox"));
    }
}
