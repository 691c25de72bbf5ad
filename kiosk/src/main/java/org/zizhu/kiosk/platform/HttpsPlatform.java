package org.zizhu.kiosk.platform;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer.Failed;
import org.zizhu.kiosk.platform.Answer.Given;
import org.zizhu.kiosk.platform.Answer.Refused;
import org.zizhu.kiosk.platform.Answer.Why;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform over HTTPS with client certificates; the contract is the OpenAPI document that the sandbox city serves.
 *
 * <p>Every call may be repeated: questions change nothing, and what changes something carries an idempotency key. A call
 * that found no connection is tried once more at once. After {@value #FAILURES_UNTIL_OPEN} failures in a row no call is
 * tried any more until {@link #health} has succeeded, so that a citizen is not kept waiting for what can't come.
 */
public final class HttpsPlatform implements GovernmentPlatform, PaymentPlatform, AutoCloseable {

    /** A platform in the same city answers within a second; a citizen waits this long before they walk away. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    /** Issuing draws and seals a document, which takes longest. */
    private static final Duration ISSUE_WITHIN = Duration.ofSeconds(15);

    /** The platform asks the application's own platform in turn; the limit that Shanghai's kiosks keep. */
    private static final Duration CODE_WITHIN = Duration.ofSeconds(10);

    /** The platform asks the provider up to three times, three seconds each. */
    private static final Duration MONEY_WITHIN = Duration.ofSeconds(12);

    /** On a government network a connection stands within milliseconds or not at all. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    /** The longest certificate has some thirty pages, about 100 kB; forty years of monthly records about 500 kB. */
    private static final int LONGEST_ANSWER_BYTES = 8 * 1024 * 1024;

    private static final int FAILURES_UNTIL_OPEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(HttpsPlatform.class);

    /** A platform may say more than we know of, but must say all that we need. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final HttpClient client;
    private final String base;
    private final InstantSource clock;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * Opens a client.
     *
     * @throws IOException when a key or certificate file can't be read
     */
    public static HttpsPlatform open(PlatformSettings settings, InstantSource clock) throws IOException {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        try {
            tls.setKeyStore(UnitKeys.identity(settings));
            tls.setTrustStore(UnitKeys.authority(settings));
        } catch (GeneralSecurityException e) {
            throw new IOException("the unit's key or the authority's certificate can't be used", e);
        }
        tls.setKeyStorePassword(Files.readString(settings.passwordFile()).strip());
        HttpClient client = new HttpClient();
        client.setSslContextFactory(tls);
        client.setConnectTimeout(CONNECT_WITHIN.toMillis());
        client.setFollowRedirects(false);
        client.setMaxConnectionsPerDestination(4);
        try {
            client.start();
        } catch (Exception e) {
            throw new IOException("the platform's client does not start", e);
        }
        // A 401 is an answer of the platform (its session has ended), and no question for a password.
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        return new HttpsPlatform(client, settings.uri().toString(), clock);
    }

    private HttpsPlatform(HttpClient client, String base, InstantSource clock) {
        this.client = client;
        this.base = base;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer<Session>> identify(CallContext context, Credential credential) {
        return ask(
                "/v1/identifications",
                Map.of("context", context, "credential", credential),
                answer -> read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyBySocialCard(CallContext context, SocialCredential card) {
        return ask(
                "/v1/identifications/social-card",
                Map.of("context", context, "card", card),
                answer -> read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<PhoneCode>> sendCode(CallContext context, Session session) {
        return ask("/v1/phone-codes", body(context, session), answer -> read(answer, PhoneCode.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> checkCode(CallContext context, Session session, String code) {
        return ask(
                "/v1/phone-codes/check",
                Map.of("context", context, "session", session.session(), "code", code),
                HttpsPlatform::accepted);
    }

    @Override
    public CompletableFuture<Answer<byte[]>> photo(CallContext context, Session session) {
        return ask("/v1/photos", body(context, session), answer -> {
            if (!"image/jpeg".equals(answer.getMediaType())) {
                throw new Nonsense();
            }
            return answer.getContent();
        });
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code) {
        return send(
                post("/v1/identifications/code", JSON.writeValueAsString(Map.of("context", context, "code", code))),
                CODE_WITHIN,
                answer -> read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<QrTrust>> qrTrust() {
        return send(client.newRequest(base + "/v1/qr/trust"), ANSWER_WITHIN, answer -> read(answer, QrTrust.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> faceMatched(CallContext context, Session session) {
        return show(context, session, "FACE", null);
    }

    @Override
    public CompletableFuture<Answer<Accepted>> staffAnswered(CallContext context, Session session, String certificate) {
        return show(context, session, "ATTENDANT", certificate);
    }

    private CompletableFuture<Answer<Accepted>> show(
            CallContext context, Session session, String evidence, @Nullable String witness) {
        Map<String, Object> body = new HashMap<>(body(context, session));
        body.put("evidence", evidence);
        body.put("witness", witness);
        return ask("/v1/identifications/evidence", body, HttpsPlatform::accepted);
    }

    @Override
    public CompletableFuture<Answer<Accepted>> join(CallContext context, Session session, Session earlier) {
        Map<String, Object> body = new HashMap<>(body(context, session));
        body.put("earlier", earlier.session());
        return ask("/v1/identifications/join", body, HttpsPlatform::accepted);
    }

    @Override
    public CompletableFuture<Answer<List<Ward>>> wards(CallContext context, Session agent) {
        return ask("/v1/wards", body(context, agent), answer -> JSON.readerFor(new TypeReference<List<Ward>>() {})
                .readValue(JSON.readTree(answer.getContent()).required("wards")));
    }

    @Override
    public CompletableFuture<Answer<Session>> actFor(CallContext context, Session agent, Session principal) {
        return mandate(context, agent, principal.session(), null);
    }

    @Override
    public CompletableFuture<Answer<Session>> actForWard(CallContext context, Session agent, String ward) {
        return mandate(context, agent, null, ward);
    }

    private CompletableFuture<Answer<Session>> mandate(
            CallContext context, Session agent, @Nullable String principal, @Nullable String ward) {
        Map<String, Object> body = new HashMap<>(body(context, agent));
        body.put("principal", principal);
        body.put("ward", ward);
        return ask("/v1/mandates", body, answer -> read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> end(CallContext context, Session session) {
        return ask("/v1/identifications/end", body(context, session), HttpsPlatform::accepted);
    }

    @Override
    public CompletableFuture<Answer<Contributions>> contributions(CallContext context, Session session) {
        return ask("/v1/contributions/query", body(context, session), answer -> read(answer, Contributions.class));
    }

    @Override
    public CompletableFuture<Answer<List<CaseRecord>>> cases(CallContext context, Session session) {
        return ask("/v1/cases/query", body(context, session), answer -> JSON.readerFor(
                        new TypeReference<List<CaseRecord>>() {})
                .readValue(JSON.readTree(answer.getContent()).required("cases")));
    }

    @Override
    public CompletableFuture<Answer<CaseRecord>> caseByCode(CallContext context, String code, String number) {
        return ask(
                "/v1/cases/code",
                Map.of("context", context, "code", code, "number", number),
                answer -> read(answer, CaseRecord.class));
    }

    @Override
    public CompletableFuture<Answer<Booking>> booking(CallContext context, String number) {
        return ask(
                "/v1/bookings/query",
                Map.of("context", context, "number", number),
                answer -> read(answer, Booking.class));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, String key) {
        return send(
                post(
                                "/v1/documents",
                                JSON.writeValueAsString(
                                        Map.of("context", context, "session", session.session(), "type", type)))
                        .headers(headers -> headers.put("Idempotency-Key", key)),
                ISSUE_WITHIN,
                answer -> read(answer, IssuedDocument.class));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document) {
        return ask("/v1/documents/" + document.number() + "/content", body(context, session), answer -> {
            if (!"application/pdf".equals(answer.getMediaType())) {
                throw new Nonsense();
            }
            return answer.getContent();
        });
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> placeOrder(
            CallContext context,
            @Nullable Session session,
            PaymentOrder.Means means,
            String matter,
            Duration validFor,
            List<Due> dues,
            String key) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "context",
                context,
                "means",
                means,
                "matter",
                matter,
                "validSeconds",
                validFor.toSeconds(),
                "lines",
                dues));
        body.put("session", session == null ? null : session.session());
        return send(
                post("/v1/payments/orders", JSON.writeValueAsString(body))
                        .headers(headers -> headers.put("Idempotency-Key", key)),
                MONEY_WITHIN,
                answer -> read(answer, PaymentOrder.class));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> awaitOrder(
            CallContext context, String number, PaymentOrder.State since, Duration wait) {
        Map<String, Object> body = Map.of("context", context, "since", since, "waitSeconds", wait.toSeconds());
        return money(number, "/await", body, wait.plus(ANSWER_WITHIN));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> cancelOrder(CallContext context, String number) {
        return money(number, "/cancel", Map.of("context", context), MONEY_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<Optional<PaymentOrder>>> cancelOrderByKey(CallContext context, String orderKey) {
        return send(
                post(
                        "/v1/payments/cancellations",
                        JSON.writeValueAsString(Map.of("context", context, "orderKey", orderKey))),
                MONEY_WITHIN,
                answer -> answer.getStatus() == 204 ? Optional.empty() : Optional.of(read(answer, PaymentOrder.class)));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> delivered(CallContext context, String number, List<Integer> lines) {
        return money(number, "/delivery", Map.of("context", context, "lines", lines), ANSWER_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> refund(CallContext context, String number, List<Integer> lines) {
        return money(number, "/refund", Map.of("context", context, "lines", lines), MONEY_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> claim(CallContext context, String number, List<Integer> lines) {
        return money(number, "/claim", Map.of("context", context, "lines", lines), ANSWER_WITHIN);
    }

    private CompletableFuture<Answer<PaymentOrder>> money(
            String number, String verb, Map<String, Object> body, Duration within) {
        return send(
                post("/v1/payments/orders/" + number + verb, JSON.writeValueAsString(body)),
                within,
                answer -> read(answer, PaymentOrder.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> deliver(Message message) {
        return send(
                post(message.path(), message.body()).headers(headers -> headers.put("Idempotency-Key", message.key())),
                ANSWER_WITHIN,
                HttpsPlatform::accepted);
    }

    @Override
    public CompletableFuture<Answer<byte[]>> revokedStaff() {
        return send(client.newRequest(base + "/v1/staff/revoked"), ANSWER_WITHIN, answer -> {
            if (!"application/pkix-crl".equals(answer.getMediaType())) {
                throw new Nonsense();
            }
            return answer.getContent();
        });
    }

    @Override
    public CompletableFuture<Answer<Duration>> health() {
        failures.set(0);
        return send(client.newRequest(base + "/v1/health"), ANSWER_WITHIN, answer -> {
            String date = answer.getHeaders().get(HttpHeader.DATE);
            if (date == null) {
                throw new Nonsense();
            }
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), theirs);
        });
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.warn("platform client did not stop cleanly: {}", e.getClass().getSimpleName());
        }
    }

    /** The answer can't be what the contract says; carries no text, since the answer may be personal. */
    private static final class Nonsense extends RuntimeException {
        Nonsense() {
            super("nonsense", null, false, false);
        }
    }

    private static Map<String, Object> body(CallContext context, Session session) {
        return Map.of("context", context, "session", session.session());
    }

    private <T> CompletableFuture<Answer<T>> ask(
            String path, Map<String, Object> body, Function<ContentResponse, T> reader) {
        return send(post(path, JSON.writeValueAsString(body)), ANSWER_WITHIN, reader);
    }

    private Request post(String path, String body) {
        return client.newRequest(base + path)
                .method(HttpMethod.POST)
                .body(new StringRequestContent("application/json", body));
    }

    private <T> CompletableFuture<Answer<T>> send(
            Request request, Duration within, Function<ContentResponse, T> reader) {
        if (failures.get() >= FAILURES_UNTIL_OPEN) {
            return CompletableFuture.completedFuture(new Failed<>(Why.UNREACHABLE));
        }
        request.timeout(within.toMillis(), TimeUnit.MILLISECONDS);
        return new CompletableResponseListener(request, LONGEST_ANSWER_BYTES)
                .send()
                .handle((answer, failure) -> {
                    Answer<T> result = answer == null ? failed(failure) : understand(answer, reader);
                    if (result instanceof Failed<T> bad) {
                        failures.incrementAndGet();
                        LOG.warn("platform {} {}", request.getPath().replaceAll("[0-9A-Z]{8,}", "…"), bad.why());
                    } else {
                        failures.set(0);
                    }
                    return result;
                });
    }

    private static <T> Answer<T> understand(ContentResponse answer, Function<ContentResponse, T> reader) {
        try {
            if (answer.getStatus() >= 500) {
                return new Failed<>(Why.BROKEN);
            }
            if (answer.getStatus() >= 400) {
                JsonNode problem = JSON.readTree(answer.getContent());
                JsonNode message = problem.required("message");
                return new Refused<>(
                        problem.required("code").asString(),
                        Text.of(
                                message.required("zh").asString(),
                                message.required("en").asString()));
            }
            if (answer.getStatus() / 100 != 2) {
                return new Failed<>(Why.NONSENSE);
            }
            return new Given<>(reader.apply(answer));
        } catch (Nonsense | JacksonException | IllegalArgumentException | DateTimeException e) {
            return new Failed<>(Why.NONSENSE);
        }
    }

    private static <T> T read(ContentResponse answer, Class<T> type) {
        T value = JSON.readValue(answer.getContent(), type);
        if (value == null) {
            throw new Nonsense();
        }
        return value;
    }

    private static Accepted accepted(ContentResponse answer) {
        return new Accepted();
    }

    private static <T> Answer<T> failed(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean neverAsked = cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLHandshakeException
                || cause instanceof java.net.SocketTimeoutException;
        if (neverAsked) {
            return new Failed<>(Why.UNREACHABLE);
        }
        return new Failed<>(cause instanceof TimeoutException ? Why.TOO_SLOW : Why.BROKEN);
    }
}
