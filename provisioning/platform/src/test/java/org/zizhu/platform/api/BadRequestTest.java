package org.zizhu.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

class BadRequestTest extends CityTest {

    private static final String PATH = "/v1/identifications/end";

    @Test
    void whatTheContractDoesNotSay_isMalformed() {
        String good = Terminal.JSON.writeValueAsString(
                Map.of("context", terminal.context(), "session", "0123456789abcdef0123"));
        assertEquals(204, terminal.post(PATH, good).status());
        List<String> bad = List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                good + "{}",
                good.replace("\"session\"", "\"sessions\""),
                good.replaceFirst("\\{", "{\"extra\":1,"),
                good.replaceFirst("\\{", "{\"session\":\"0123456789abcdef0123\","),
                good.replace("\"0123456789abcdef0123\"", "12345678901234567890"),
                good.replace("\"0123456789abcdef0123\"", "null"),
                good.replace("\"0123456789abcdef0123\"", "\"short\""),
                good.replaceAll("\"caseNumber\":\"[^\"]*\"", "\"caseNumber\":\"1\""),
                good.replaceAll("\"purpose\":\"[^\"]*\"", "\"purpose\":\" \""),
                good.replaceAll("\"place\":\"[^\"]*\"", "\"place\":\"" + "x".repeat(5000) + "\""),
                "{\"context\":null,\"session\":\"0123456789abcdef0123\"}",
                "[".repeat(5000));

        for (String body : bad) {
            Terminal.Reply reply = terminal.post(PATH, body);
            assertRefused(400, "malformed-request", reply);
            assertFalse(reply.text().contains("Exception"), reply.text());
        }
    }

    @Test
    void fieldsOutOfTheirRange_areMalformed() {
        Map<String, Object> review = new LinkedHashMap<>(Map.of(
                "context", terminal.context(), "level", 5, "reasons", List.of("quick"), "at", "2026-03-01T15:00:00Z"));
        assertEquals(204, terminal.post("/v1/reviews", review, key).status());

        for (Object level : new Object[] {0, 6, 2.5, "5", true}) {
            Map<String, Object> wrong = new LinkedHashMap<>(review);
            wrong.put("level", level);
            assertRefused(400, "malformed-request", terminal.post("/v1/reviews", wrong, key + "-2"));
        }
        for (Object at : new Object[] {"yesterday", 12345, "2026-03-01"}) {
            Map<String, Object> wrong = new LinkedHashMap<>(review);
            wrong.put("at", at);
            assertRefused(400, "malformed-request", terminal.post("/v1/reviews", wrong, key + "-2"));
        }
        assertRefused(400, "malformed-request", terminal.post("/v1/reviews", review));
        assertRefused(400, "malformed-request", terminal.post("/v1/reviews", review, "short"));
        assertRefused(400, "malformed-request", terminal.issue(session("query"), "passport", key + "-3"));
    }

    @Test
    void aTerminalThatNamesAnother_isRefused() {
        Map<String, Object> context = terminal.context();
        context.put("terminal", "T-9999");

        Terminal.Reply reply = terminal.post(PATH, Map.of("context", context, "session", "0123456789abcdef0123"));

        assertRefused(403, "terminal-mismatch", reply);
    }

    @Test
    void wrongPathsAndMethods_areSaidSo() {
        assertRefused(404, "not-found", terminal.post("/v1/nothing", "{}"));
        assertRefused(404, "not-found", terminal.get("/"));
        assertRefused(404, "not-found", terminal.get("/v1/documents/x/../../../etc"));
        assertRefused(405, "method-not-allowed", terminal.get(PATH));
        assertRefused(405, "method-not-allowed", terminal.post("/v1/health", "{}"));
    }

    @Test
    void aBodyThatIsNotJson_isUnsupported() {
        HttpRequest form = HttpRequest.newBuilder(terminal.api().resolve(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("session=1"))
                .build();

        assertRefused(415, "not-json", terminal.send(form, ""));
    }

    @Test
    void aBodyThatIsTooLarge_isRefused_withAndWithoutItsLengthSaid() {
        byte[] large = ("{\"session\":\"" + "x".repeat(20_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertRefused(413, "too-large", terminal.post(PATH, new String(large, StandardCharsets.UTF_8)));
        HttpRequest chunked = HttpRequest.newBuilder(terminal.api().resolve(PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .build();
        assertRefused(413, "too-large", terminal.send(chunked, ""));
    }

    @Test
    void aHeaderThatIsTooLarge_isRefused() {
        HttpRequest request = HttpRequest.newBuilder(terminal.api().resolve("/v1/health"))
                .header("X-Large", "x".repeat(10_000))
                .build();

        assertRefused(431, "header-too-large", terminal.send(request, ""));
    }

    @Test
    void aRequestThatIsNoHttp_getsAnAnswerWithoutAStackTrace() throws Exception {
        String answer = raw("GARBAGE\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertFalse(answer.contains("jetty") || answer.contains("Exception"), answer);
    }

    @Test
    void theContractIsServed() {
        assertTrue(terminal.get("/v1/openapi.yaml").text().startsWith("openapi: 3.0.3"));
    }

    @Test
    void everyRefusalIsInTheContract() {
        String contract = terminal.get("/v1/openapi.yaml").text();

        for (Refusal refusal : Refusal.values()) {
            assertTrue(contract.contains(refusal.code()), refusal.code());
        }
    }

    private String raw(String request) throws IOException {
        SSLContext tls = Terminal.tls(folder.resolve("unit"));
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                        .createSocket("127.0.0.1", terminal.api().getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertRefused(int status, String code, Terminal.Reply reply) {
        assertEquals(status + " " + code, reply.status() + " " + reply.code());
    }
}
