package org.zizhu.kiosk.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.cabinet.Cabinet;
import tools.jackson.databind.json.JsonMapper;

/**
 * The addresses of the unit's own pages.
 *
 * <pre>
 * GET  /devices                     the page
 * GET  /devices.json                how every device is
 * GET  /devices/NAME.json           all that is known of one, its wire log included
 * POST /devices/NAME/self-test      202, and the result in NAME.json; 409 with the reason when it can't be done now
 * POST /devices/NAME/trial          the same
 * POST /devices/NAME/power-cycle    the same
 * GET  /health                      for machines
 * </pre>
 *
 * JSON that has not changed is answered by 304 to who names its ETag.
 */
final class PagesHandler extends Handler.Abstract {

    private static final String JSON = "application/json; charset=utf-8";
    private static final Map<String, String> FILES = Map.of(
            "/", "devices.html",
            "/devices", "devices.html",
            "/devices.css", "devices.css",
            "/devices.js", "devices.js",
            "/words.json", "words.json");

    /** The page sends two. */
    private static final int LONGEST_BODY_BYTES = 1024;

    private static final String DEVICES = "/devices/";

    private final Cabinet cabinet;
    private final HealthReport health;
    private final DeviceReport report;

    PagesHandler(Cabinet cabinet, HealthReport health, DeviceReport report) {
        this.cabinet = cabinet;
        this.health = health;
        this.report = report;
    }

    private record Answer(int status, String mediaType, byte[] body) {

        static Answer json(int status, Object value) {
            return new Answer(
                    status, JSON, JsonMapper.shared().writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
        }

        static Answer error(int status, String keyword) {
            return json(status, Map.of("error", keyword));
        }

        String etag() {
            CRC32C sum = new CRC32C();
            sum.update(body);
            return "\"%x-%x\"".formatted(body.length, sum.getValue());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer")
                .put(HttpHeader.CACHE_CONTROL, "no-store");
        Answer answer = answer(request);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        if (answer.status() == 405) {
            response.getHeaders().put(HttpHeader.ALLOW, deed(path(request)).isPresent() ? "POST" : "GET");
        }
        if (answer.status() == 200) {
            String etag = answer.etag();
            response.getHeaders().put(HttpHeader.ETAG, etag);
            if (etag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
                response.setStatus(304);
                callback.succeeded();
                return true;
            }
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    /** What nobody foresaw, or Jetty refused: its status, and nothing of what is inside. */
    static boolean failed(Request request, Response response, Callback callback) {
        Answer answer = Answer.error(response.getStatus(), "http-" + response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(Request request) throws IOException {
        if (!fromThisMachine(request)) {
            return Answer.error(403, "foreign-host");
        }
        String path = path(request);
        Optional<Begun> deed = deed(path);
        if (deed.isPresent()) {
            return request.getMethod().equals("POST") ? post(request, deed.get()) : Answer.error(405, "method");
        }
        Optional<Answer> found = get(path);
        if (found.isEmpty()) {
            return Answer.error(404, "not-found");
        }
        return request.getMethod().equals("GET") ? found.get() : Answer.error(405, "method");
    }

    private static String path(Request request) {
        String decoded = request.getHttpURI().getDecodedPath();
        return decoded == null ? "" : decoded;
    }

    /** A name that points to this machine but is not its own is another site's way in (DNS rebinding). */
    private static boolean fromThisMachine(Request request) {
        String host = Request.getServerName(request);
        return "127.0.0.1".equals(host) || "localhost".equals(host);
    }

    private Optional<Answer> get(String path) throws IOException {
        String file = FILES.get(path);
        if (file != null) {
            return Optional.of(file(file));
        }
        if (path.equals("/health")) {
            return Optional.of(Answer.json(200, health.now()));
        }
        if (path.equals("/devices.json")) {
            return Optional.of(Answer.json(200, report.all()));
        }
        return named(path, ".json").map(device -> Answer.json(200, report.of(device)));
    }

    private Optional<Device> named(String path, String ending) {
        return path.startsWith(DEVICES) && path.endsWith(ending) && path.length() > DEVICES.length() + ending.length()
                ? cabinet.named(path.substring(DEVICES.length(), path.length() - ending.length()))
                : Optional.empty();
    }

    private static Answer file(String name) throws IOException {
        try (InputStream in = PagesHandler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("a page is missing from the product: " + name);
            }
            String mediaType =
                    switch (name.substring(name.lastIndexOf('.'))) {
                        case ".css" -> "text/css; charset=utf-8";
                        case ".js" -> "text/javascript; charset=utf-8";
                        case ".json" -> JSON;
                        default -> "text/html; charset=utf-8";
                    };
            return new Answer(200, mediaType, in.readAllBytes());
        }
    }

    private record Begun(DeviceCare.Deed deed, Device device) {}

    private Optional<Begun> deed(String path) {
        for (DeviceCare.Deed deed : DeviceCare.Deed.values()) {
            Optional<Device> device = named(path, "/" + keyword(deed));
            if (device.isPresent()) {
                return Optional.of(new Begun(deed, device.get()));
            }
        }
        return Optional.empty();
    }

    private Answer post(Request request, Begun wanted) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            // Nothing is asked for by it; but an unread one ends the connection.
            body.readNBytes(LONGEST_BODY_BYTES);
        }
        if (!ofThisPage(request)) {
            return Answer.error(403, "foreign-origin");
        }
        return report.care()
                .begin(wanted.deed(), wanted.device())
                .map(refusal -> Answer.error(409, keyword(refusal)))
                .orElseGet(() -> Answer.json(202, Map.of("begun", keyword(wanted.deed()))));
    }

    /**
     * Other sites can make a browser send us forms, but neither JSON (the browser asks us first, and we do not answer)
     * nor our own origin.
     */
    private static boolean ofThisPage(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return type != null
                && type.startsWith("application/json")
                && (origin == null
                        || origin.equals("http://" + request.getHeaders().get(HttpHeader.HOST)));
    }

    private static String keyword(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
