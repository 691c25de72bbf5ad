package org.zizhu.platform.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.document.Archive;
import org.zizhu.platform.document.BlankBook;
import org.zizhu.platform.document.Document;
import org.zizhu.platform.document.VerificationCode;
import org.zizhu.platform.store.Database;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /verify/{code}}: whether a document is genuine, for anyone who has the paper and scans its QR code. Plain HTTP on a
 * port of its own: a citizen's phone must open it without trusting the sandbox's CA, and it says nothing that is not already,
 * and less masked, on the paper. A real city serves the same page by HTTPS under a public certificate.
 */
public final class VerificationPage extends Handler.Abstract {

    /** What the page says. */
    public enum Verdict {
        GENUINE("真实有效", "Genuine and valid"),
        EXPIRED("已过有效期", "Genuine, but expired"),
        REVOKED("已作废", "Revoked"),
        UNKNOWN("查无此证", "No such document");

        private final Text words;

        Verdict(String zh, String en) {
            this.words = new Text(zh, en);
        }

        public Text words() {
            return words;
        }
    }

    private static final Pattern PATH = Pattern.compile("/verify/([0-9A-Z]{" + VerificationCode.LENGTH + "})");

    /** The page needs nothing but its own style. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;
    private final InstantSource clock;
    private final String template = template();

    public VerificationPage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith("/verify/")) {
            return false;
        }
        if (!HttpMethod.GET.is(request.getMethod())) {
            Response.writeError(request, response, callback, 405);
            return true;
        }
        var matcher = PATH.matcher(path);
        Optional<Document> document =
                matcher.matches() ? database.read(db -> Archive.byCode(db, matcher.group(1))) : Optional.empty();
        Optional<String> blank = document.flatMap(found -> database.read(db -> BlankBook.of(db, found)));
        Verdict verdict = document.map(this::verdict).orElse(Verdict.UNKNOWN);
        String accept =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT)).orElse("");
        boolean json = accept.startsWith("application/json");
        byte[] content = (json ? json(verdict, document, blank) : html(verdict, document, blank))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(verdict == Verdict.UNKNOWN ? 404 : 200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, json ? "application/json" : "text/html; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.write(true, ByteBuffer.wrap(content), callback);
        return true;
    }

    private Verdict verdict(Document document) {
        if (document.state() == Document.State.REVOKED) {
            return Verdict.REVOKED;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        return today.isAfter(document.validUntil()) ? Verdict.EXPIRED : Verdict.GENUINE;
    }

    private static String json(Verdict verdict, Optional<Document> document, Optional<String> blank) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
        answer.put("message", verdict.words());
        document.ifPresent(found -> {
            answer.put("name", found.type().title());
            answer.put("issuer", found.issuer());
            answer.put("number", found.number());
            answer.put("holderName", found.maskedName());
            answer.put("holderNumber", found.maskedNumber());
            answer.put("pages", found.pages());
            answer.put("issuedOn", issuedOn(found).toString());
            answer.put("validUntil", found.validUntil().toString());
        });
        blank.ifPresent(number -> answer.put("blank", number));
        return JSON.writeValueAsString(answer);
    }

    private String html(Verdict verdict, Optional<Document> document, Optional<String> blank) {
        StringBuilder rows = new StringBuilder();
        document.ifPresent(found -> {
            row(
                    rows,
                    "文书",
                    "Document",
                    found.type().title().zh() + "\n" + found.type().title().en());
            row(rows, "编号", "Number", found.number());
            row(rows, "签发机构", "Issuer", found.issuer());
            row(rows, "持有人", "Holder", found.maskedName());
            row(rows, "证件号码", "ID number", found.maskedNumber());
            row(rows, "页数", "Pages", String.valueOf(found.pages()));
            row(rows, "签发日期", "Issued on", issuedOn(found).toString());
            row(rows, "有效期至", "Valid until", found.validUntil().toString());
        });
        // Whoever holds the paper compares it with what is printed on the blank itself.
        blank.ifPresent(number -> row(rows, "印制号", "Blank", number));
        return template.replace("{{class}}", verdict.name().toLowerCase(Locale.ROOT))
                .replace("{{sign}}", verdict == Verdict.GENUINE ? "✓" : verdict == Verdict.EXPIRED ? "!" : "✕")
                .replace("{{zh}}", verdict.words().zh())
                .replace("{{en}}", verdict.words().en())
                .replace("{{rows}}", rows);
    }

    private static void row(StringBuilder rows, String zh, String en, String value) {
        rows.append("<tr><th>")
                .append(escaped(zh))
                .append("<small>")
                .append(escaped(en))
                .append("</small></th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static LocalDate issuedOn(Document document) {
        return LocalDate.ofInstant(document.issuedAt(), ZoneOffset.ofHours(8));
    }

    private static String template() {
        try (InputStream in = VerificationPage.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("page.html is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
