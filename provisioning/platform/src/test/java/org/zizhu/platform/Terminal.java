package org.zizhu.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.people.Card;
import org.zizhu.platform.people.SocialCard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A kiosk as the platform sees it: a client with an enrolled certificate. */
public final class Terminal {

    /** What came back. */
    public record Reply(int status, String contentType, byte[] bytes) {
        public JsonNode json() {
            return JSON.readTree(bytes);
        }

        public String code() {
            return json().get("code").asString();
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public static final String CERTIFICATE = "1143010000000000083002014001001";

    /** The item that wants the person, and not only their card. */
    public static final String ANNUAL_STATEMENT = "1143010000000000083002014001003";

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of stores that live in memory only. */
    private static final char[] PASSWORD = "in-memory".toCharArray();

    private final URI api;
    private final String id;
    private final HttpClient http;
    private boolean underContract = true;

    private Terminal(URI api, String id, HttpClient http) {
        this.api = api;
        this.id = id;
        this.http = http;
    }

    public static Terminal enrolled(SandboxCity city, String id, Path folder) throws IOException {
        city.enrol(id, folder);
        return new Terminal(
                city.apiUri(),
                id,
                HttpClient.newBuilder().sslContext(tls(folder)).build());
    }

    /** A new one, which has nothing but the authority's certificate. */
    public static Terminal withoutCertificate(SandboxCity city, Path ca) throws IOException {
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore none = KeyStore.getInstance("PKCS12");
            none.load(null, null);
            return at(city, "", none, CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** One with a key that it has made itself. */
    public static Terminal of(SandboxCity city, String id, PrivateKey key, List<X509Certificate> chain)
            throws IOException {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("unit", key, PASSWORD, chain.toArray(Certificate[]::new));
            return at(city, id, own, chain.get(chain.size() - 1));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static Terminal at(SandboxCity city, String id, KeyStore own, Certificate authority)
            throws IOException, GeneralSecurityException {
        return new Terminal(
                city.apiUri(),
                id,
                HttpClient.newBuilder()
                        .sslContext(tls(own, PASSWORD, authority))
                        .build());
    }

    public static SSLContext tls(Path folder) throws IOException {
        char[] password =
                Files.readString(folder.resolve("unit.password")).strip().toCharArray();
        try (InputStream unit = Files.newInputStream(folder.resolve("unit.p12"));
                InputStream ca = Files.newInputStream(folder.resolve("ca.pem"))) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(unit, password);
            return tls(own, password, CertificateFactory.getInstance("X.509").generateCertificate(ca));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static SSLContext tls(KeyStore own, char[] password, Certificate authority)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** From now on the answers may be nonsense. */
    public Terminal trusting() {
        underContract = false;
        return this;
    }

    /** The same terminal after the city has moved to another port. */
    public Terminal movedTo(SandboxCity city) {
        return new Terminal(city.apiUri(), id, http);
    }

    public String id() {
        return id;
    }

    /** For the certificate, which wants no more than to know who it is. */
    public Map<String, Object> context() {
        return context(CERTIFICATE);
    }

    public Map<String, Object> context(String itemCode) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("purpose", "证明打印");
        context.put("itemName", "参保证明打印");
        context.put("itemCode", itemCode);
        context.put(
                "caseNumber",
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        context.put("terminal", id);
        context.put("place", "芙蓉区政务服务中心一楼");
        return context;
    }

    public static Map<String, Object> credential(Card card) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("kind", card.kind().name());
        credential.put("number", card.number());
        credential.put("name", card.knownName());
        credential.put("birth", card.birth().toString());
        credential.put(
                "validUntil",
                card.validUntil() == null ? null : card.validUntil().toString());
        credential.put("samId", "05.03-20160820-0001234567-1234567890");
        return credential;
    }

    public Reply identify(Card card) {
        return post("/v1/identifications", Map.of("context", context(), "credential", credential(card)));
    }

    public Reply identify(String number, String name, SocialCard card) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", number);
        shown.put("name", name);
        shown.put("cardNumber", card.number());
        shown.put("validUntil", card.validUntil().toString());
        return post("/v1/identifications/social-card", Map.of("context", context(), "card", shown));
    }

    public Reply checkCode(String session, String code) {
        return post("/v1/phone-codes/check", Map.of("context", context(), "session", session, "code", code));
    }

    /** Tells of a face, or of a member of staff with that certificate. */
    public Reply shows(String session, String evidence, @Nullable String witness) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("context", context());
        body.put("session", session);
        body.put("evidence", evidence);
        body.put("witness", witness);
        return post("/v1/identifications/evidence", body);
    }

    public String session(Card card) {
        return identify(card).json().get("session").asString();
    }

    public Reply ofSession(String path, String session) {
        return post(path, Map.of("context", context(), "session", session));
    }

    public Reply issue(String session, String type, String key) {
        return issue(CERTIFICATE, session, type, key);
    }

    public Reply issue(String itemCode, String session, String type, String key) {
        return issue(itemCode, session, type, null, key);
    }

    /** The same on a numbered blank. */
    public Reply issueOnBlank(String session, String type, String blank, String key) {
        return issue(CERTIFICATE, session, type, blank, key);
    }

    private Reply issue(String itemCode, String session, String type, @Nullable String blank, String key) {
        Map<String, Object> body =
                new HashMap<>(Map.of("context", context(itemCode), "session", session, "type", type));
        body.put("blank", blank);
        return post("/v1/documents", body, key);
    }

    public Reply deliver(String number, String fact, String key) {
        return post(
                "/v1/documents/" + number + "/delivery",
                Map.of("context", context(), "fact", fact, "pagesCompleted", 2, "at", "2026-03-01T15:00:00Z"),
                key);
    }

    public Reply post(String path, Object body, String... key) {
        String text = body instanceof String plain ? plain : JSON.writeValueAsString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (key.length == 1) {
            request.header("Idempotency-Key", key[0]);
        }
        return send(request.build(), text);
    }

    public Reply get(String path) {
        return send(HttpRequest.newBuilder(api.resolve(path)).build(), "");
    }

    /** Sends what may be against the contract, and holds what comes back to it. */
    public Reply send(HttpRequest request, String body) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (underContract) {
                Contract.hold(request, body, response);
            }
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI api() {
        return api;
    }
}
