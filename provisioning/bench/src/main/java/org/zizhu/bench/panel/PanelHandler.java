package org.zizhu.bench.panel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The panel's addresses: the pages, the state as JSON, papers to look at, and what can be done. */
final class PanelHandler extends Handler.Abstract {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** An argument is a citizen's number or a code; nothing longer is meant. */
    private static final int LONGEST_BODY_BYTES = 1024;

    private static final Map<String, String> PAGE_FILES = Map.of(
            "/", "index.html",
            "/panel.css", "panel.css",
            "/panel.js", "panel.js",
            "/phone", "phone.html",
            "/phone.css", "phone.css",
            "/phone.js", "phone.js");

    private final Panel panel;

    PanelHandler(Panel panel) {
        this.panel = panel;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders()
                .put("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'")
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer")
                .put(HttpHeader.CACHE_CONTROL, "no-store");
        String path = Request.getPathInContext(request);
        if (!fromThisMachine(request)) {
            return json(response, callback, 403, Map.of("error", "foreign-host"));
        }
        return switch (request.getMethod()) {
            case "GET" -> get(path, response, callback);
            case "POST" -> post(path, request, response, callback);
            default -> json(response, callback, 405, Map.of("error", "method"));
        };
    }

    /** A name that points to this machine but is not its own is another site's way in (DNS rebinding). */
    private static boolean fromThisMachine(Request request) {
        String host = Request.getServerName(request);
        return "127.0.0.1".equals(host) || "localhost".equals(host);
    }

    private boolean get(String path, Response response, Callback callback) throws IOException {
        String file = PAGE_FILES.get(path);
        if (file != null) {
            return page(file, response, callback);
        }
        if ("/state".equals(path)) {
            return json(response, callback, 200, panel.state());
        }
        if ("/phone/kinds".equals(path)) {
            return json(response, callback, 200, panel.phonePage().kinds());
        }
        if ("/citizens".equals(path)) {
            return json(response, callback, 200, panel.citizens());
        }
        String[] parts = path.split("/", -1);
        if (parts.length == 4 && "paper".equals(parts[1])) {
            Optional<Gadget.Paper> paper = panel.gadget(parts[2]).flatMap(gadget -> gadget.paper(parts[3]));
            if (paper.isPresent()) {
                return send(
                        response,
                        callback,
                        200,
                        paper.get().mediaType(),
                        paper.get().bytes());
            }
        }
        return json(response, callback, 404, Map.of("error", "not-found"));
    }

    private static boolean page(String file, Response response, Callback callback) throws IOException {
        try (InputStream in = PanelHandler.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the panel's page is not in the jar: " + file);
            }
            String mediaType =
                    switch (file.substring(file.lastIndexOf('.'))) {
                        case ".css" -> "text/css; charset=utf-8";
                        case ".js" -> "text/javascript; charset=utf-8";
                        default -> "text/html; charset=utf-8";
                    };
            return send(response, callback, 200, mediaType, in.readAllBytes());
        }
    }

    private boolean post(String path, Request request, Response response, Callback callback) throws IOException {
        if (!ofThisPage(request)) {
            return json(response, callback, 403, Map.of("error", "foreign-origin"));
        }
        if (path.startsWith("/phone/")) {
            Optional<PhonePage.Reply> reply = panel.phonePage().post(path, body(request));
            return reply.isPresent()
                    ? json(response, callback, reply.get().status(), reply.get().value())
                    : json(response, callback, 404, Map.of("error", "not-found"));
        }
        String[] parts = path.split("/", -1);
        Optional<Gadget> gadget =
                parts.length == 4 && "do".equals(parts[1]) ? panel.gadget(parts[2]) : Optional.empty();
        if (gadget.isEmpty()) {
            return json(response, callback, 404, Map.of("error", "not-found"));
        }
        String argument = argument(request);
        if (argument == null) {
            return json(response, callback, 400, Map.of("error", "argument"));
        }
        Gadget.Outcome outcome = panel.press(gadget.get(), parts[3], argument);
        return json(response, callback, outcome instanceof Gadget.Outcome.Done ? 200 : 409, outcome);
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

    /** At most one byte more than is allowed. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(LONGEST_BODY_BYTES + 1);
        }
    }

    private static @Nullable String argument(Request request) throws IOException {
        byte[] body = body(request);
        if (body.length > LONGEST_BODY_BYTES) {
            return null;
        }
        try {
            return body.length == 0 ? "" : JSON.readValue(body, String.class);
        } catch (JacksonException notAString) {
            return null;
        }
    }

    private static boolean json(Response response, Callback callback, int status, Object value) {
        byte[] bytes = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        return send(response, callback, status, "application/json; charset=utf-8", bytes);
    }

    private static boolean send(Response response, Callback callback, int status, String mediaType, byte[] bytes) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }
}
