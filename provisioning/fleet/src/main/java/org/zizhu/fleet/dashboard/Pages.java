package org.zizhu.fleet.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;

/** Sends pages, each with what keeps a browser from doing anything that the page doesn't. */
final class Pages {

    /** Nothing from anywhere else, nothing inline, in nobody's frame. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> FILES =
            Map.of("/fleet.css", "text/css; charset=utf-8", "/fleet.js", "text/javascript; charset=utf-8");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    void show(Visit visit, int status, String template, Map<String, Object> values) {
        StringOutput page = new StringOutput();
        Map<String, Object> all = new HashMap<>(values);
        all.put("alarmsWaiting", visit.alarmsWaiting());
        templates.render(template + ".jte", all, page);
        visit.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        send(visit, status, "text/html; charset=utf-8", page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Something to be taken along. */
    void table(Visit visit, String name, Csv csv) {
        visit.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        visit.response().getHeaders().put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        send(visit, HttpStatus.OK_200, "text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Something that a unit has sent, as it is. */
    void content(Visit visit, String type, byte[] body) {
        visit.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        send(visit, HttpStatus.OK_200, type, body);
    }

    /** The style sheet or the script; false if it is neither. */
    boolean file(Visit visit) {
        String type = FILES.get(visit.path());
        if (type == null) {
            return false;
        }
        try (InputStream file = Pages.class.getResourceAsStream(visit.path().substring(1))) {
            if (file == null) {
                throw new IllegalStateException("a file of the dashboard is not in this build");
            }
            visit.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=300");
            send(visit, HttpStatus.OK_200, type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    void to(Visit visit, String address) {
        Response.sendRedirect(
                visit.request(), visit.response(), visit.callback(), HttpStatus.SEE_OTHER_303, address, true);
    }

    private static void send(Visit visit, int status, String type, byte[] body) {
        Response response = visit.response();
        // As in org.zizhu.fleet.api.Answers.
        var unused = visit.request().consumeAvailable();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "same-origin");
        response.getHeaders().put("Strict-Transport-Security", "max-age=31536000");
        response.write(true, ByteBuffer.wrap(body), visit.callback());
    }
}
