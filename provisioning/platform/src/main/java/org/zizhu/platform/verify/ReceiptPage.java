package org.zizhu.platform.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.platform.payment.Line;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Receipt;
import org.zizhu.platform.store.Database;

/**
 * {@code GET /receipt/{address}}: the electronic receipt, for whoever has scanned its QR code on the kiosk's screen or slip. It names
 * nobody. Plain HTTP for the reasons of {@link VerificationPage}.
 */
public final class ReceiptPage extends Handler.Abstract {

    private static final Pattern PATH = Pattern.compile("/receipt/([0-9A-Z]{26})");

    /** The page needs nothing but its own style. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Database database;
    private final String template = template();

    public ReceiptPage(Database database) {
        this.database = database;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith("/receipt/")) {
            return false;
        }
        if (!HttpMethod.GET.is(request.getMethod())) {
            Response.writeError(request, response, callback, 405);
            return true;
        }
        Matcher matcher = PATH.matcher(path);
        Optional<Receipt> receipt = matcher.matches() ? Receipt.at(database, matcher.group(1)) : Optional.empty();
        byte[] content = html(receipt).getBytes(StandardCharsets.UTF_8);
        response.setStatus(receipt.isPresent() ? 200 : 404);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.write(true, ByteBuffer.wrap(content), callback);
        return true;
    }

    private String html(Optional<Receipt> receipt) {
        Receipt.Issued issued = receipt.map(Receipt::issued).orElse(null);
        if (receipt.isEmpty()) {
            return page("查无此票", "No such receipt", "none", "", "", "");
        }
        Order order = receipt.get().order();
        boolean returned = order.state().name().startsWith("REFUND");
        if (issued == null) {
            return returned
                    ? page("款项已原路退回", "The money went back", "none", "", items(order), "")
                    : page("票据开具中，请稍后再打开", "Being issued; open it again in a moment", "wait", "", items(order), "");
        }
        StringBuilder head = new StringBuilder();
        row(head, "票据代码", "Code", issued.code());
        row(head, "票据号码", "Number", issued.number());
        row(head, "校验码", "Check", issued.check());
        row(head, "开票日期", "Issued on", day(issued).toString());
        StringBuilder foot = new StringBuilder();
        row(foot, "收款单位", "Payee", order.lines().get(0).payee().zh());
        row(foot, "缴款方式", "Paid by", order.means().title().zh());
        if (order.means() == Means.NON_TAX) {
            row(foot, "缴款码", "Payment code", String.valueOf(order.code()));
        }
        row(foot, "订单号", "Order", order.number());
        String sum = "<tr class=sum><th>合计<small>Total</small></th><td>"
                + yuan(receipt.get().fen()) + "</td></tr>";
        String title = order.means() == Means.NON_TAX ? "非税收入统一票据（电子）" : "缴费票据（电子）";
        return page(title, "Electronic receipt", "good", head.toString(), items(order) + sum, foot.toString());
    }

    private static LocalDate day(Receipt.Issued issued) {
        return LocalDate.ofInstant(issued.at(), ZoneOffset.ofHours(8));
    }

    private static String items(Order order) {
        StringBuilder items = new StringBuilder();
        for (Line line : order.lines()) {
            String fate =
                    switch (line.fate()) {
                        case DELIVERED -> "";
                        case OWED -> "办理中";
                        case REFUNDING -> "退款中";
                        case REFUNDED -> "已退回";
                        case CLAIMED -> "待核实";
                    };
            items.append("<tr")
                    .append(fate.isEmpty() ? "" : " class=off")
                    .append("><th>")
                    .append(escaped(line.what().zh()))
                    .append("<small>")
                    .append(escaped(line.what().en()))
                    .append("</small></th><td>")
                    .append(yuan(line.fen()))
                    .append(fate.isEmpty() ? "" : "<small>" + fate + "</small>")
                    .append("</td></tr>\n");
        }
        return items.toString();
    }

    private String page(String zh, String en, String kind, String head, String items, String foot) {
        return template.replace("{{class}}", kind)
                .replace("{{zh}}", zh)
                .replace("{{en}}", en)
                .replace("{{head}}", head)
                .replace("{{items}}", items)
                .replace("{{foot}}", foot);
    }

    private static void row(StringBuilder rows, String zh, String en, String value) {
        rows.append("<tr><th>")
                .append(zh)
                .append("<small>")
                .append(en)
                .append("</small></th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    private static String yuan(long fen) {
        return "¥" + String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String template() {
        try (InputStream in = ReceiptPage.class.getResourceAsStream("receipt.html")) {
            if (in == null) {
                throw new IllegalStateException("receipt.html is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
