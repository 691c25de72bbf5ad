package org.zizhu.platform.payment.alipay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.zizhu.platform.payment.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alipay's one address: a signed form goes there, and signed JSON comes back. The official client would bring a Bouncy Castle of 2019
 * beside ours, a JSON reader and an HTTP client of its own, and 36 MB; so the hundred lines are here, and in tests it is the judge.
 */
final class Gateway {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    /** A terminal gives an order's code eight seconds, and a lost answer is asked for twice. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /** Codes of a bad moment, which say nothing of the order. */
    private static final Set<String> PASSING =
            Set.of("ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "ACQ.SELLER_BALANCE_NOT_ENOUGH", "isv.app-call-limited");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final App app;
    private final InstantSource wire;

    Gateway(App app, InstantSource wire) {
        this.app = app;
        this.wire = wire;
    }

    /** Asks for something; the answer is what stands under the method's name, once its signature was checked. */
    Reply<JsonNode> ask(String method, ObjectNode content, boolean notified) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("app_id", app.appId());
        parameters.put("method", method);
        parameters.put("format", "JSON");
        parameters.put("charset", "utf-8");
        parameters.put("sign_type", "RSA2");
        parameters.put("timestamp", TIME.format(wire.instant().atOffset(CHINA)));
        parameters.put("version", "1.0");
        parameters.put("biz_content", content.toString());
        if (notified) {
            parameters.put("notify_url", app.notifyAt().get().toString());
        }
        parameters.put("sign", Signing.sign(app.key(), Signing.text(parameters)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.gateway() + "?charset=utf-8"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(Form.write(parameters)))
                .build();
        try {
            byte[] body = send(request);
            return understand(method.replace('.', '_') + "_response", new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Reply.Unknown<>(e.getClass().getSimpleName());
        }
    }

    /** Fetches a file that an answer points to. */
    byte[] download(URI file) throws IOException {
        return send(HttpRequest.newBuilder(file).timeout(ANSWER_WITHIN).build());
    }

    private byte[] send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Reply<JsonNode> understand(String name, String text) {
        try {
            String signed = source(text, name);
            String sign = JSON.readTree(text).path("sign").asString("");
            if (!Signing.good(app.alipay(), signed, sign)) {
                return new Reply.Unknown<>("bad signature");
            }
            JsonNode answer = JSON.readTree(signed);
            String code = answer.required("code").asString();
            if (code.equals("10000")) {
                return new Reply.Given<>(answer);
            }
            String sub = answer.path("sub_code").asString(code);
            // 40004 is a refusal for a reason of the matter; all else is the gateway's own trouble, or ours with it.
            return code.equals("40004") && !PASSING.contains(sub) ? new Reply.Refused<>(sub) : new Reply.Unknown<>(sub);
        } catch (JacksonException | IllegalArgumentException e) {
            return new Reply.Unknown<>("nonsense");
        }
    }

    /** The characters of a member of the outermost object, as they stand there: they are what is signed. */
    static String source(String text, String name) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (member.equals(name)) {
                    return text.substring(begin, (int) parser.currentLocation().getCharOffset());
                }
            }
        }
        throw new IllegalArgumentException("no " + name);
    }
}
