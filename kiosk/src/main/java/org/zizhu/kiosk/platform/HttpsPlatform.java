package org.zizhu.kiosk.platform;

import java.io.IOException;
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
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Message;
import tools.jackson.core.type.TypeReference;

/**
 * The platform over HTTPS with client certificates; the contract is the OpenAPI document that the sandbox city serves.
 *
 * <p>Every call may be repeated: questions change nothing, and what changes something carries an idempotency key. A call
 * that found no connection is tried once more at once. After some failures in a row no call is
 * tried any more until {@link #health} has succeeded, so that a citizen is not kept waiting for what can't come.
 */
public final class HttpsPlatform implements GovernmentPlatform, PaymentPlatform, AutoCloseable {

    /** Issuing draws and seals a document, which takes longest. */
    private static final Duration ISSUE_WITHIN = Duration.ofSeconds(15);

    /** The platform asks the application's own platform in turn; the limit that Shanghai's kiosks keep. */
    private static final Duration CODE_WITHIN = Duration.ofSeconds(10);

    /** The platform asks the provider up to three times, three seconds each. */
    private static final Duration MONEY_WITHIN = Duration.ofSeconds(12);

    private final PlatformLink link;
    private final InstantSource clock;

    /**
     * Opens a client.
     *
     * @throws IOException when a key or certificate file can't be read
     */
    public static HttpsPlatform open(PlatformSettings settings, InstantSource clock) throws IOException {
        return new HttpsPlatform(PlatformLink.open(settings), clock);
    }

    private HttpsPlatform(PlatformLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** What is due, over the same link. */
    public DuesPlatform dues() {
        return new HttpsDues(link);
    }

    /** What waits in this unit, over the same link. */
    public CollectionPlatform collection() {
        return new HttpsCollection(link);
    }

    @Override
    public CompletableFuture<Answer<Session>> identify(CallContext context, Credential credential) {
        return link.ask(
                "/v1/identifications",
                Map.of("context", context, "credential", credential),
                answer -> PlatformLink.read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyBySocialCard(CallContext context, SocialCredential card) {
        return link.ask(
                "/v1/identifications/social-card",
                Map.of("context", context, "card", card),
                answer -> PlatformLink.read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<PhoneCode>> sendCode(CallContext context, Session session) {
        return link.ask(
                "/v1/phone-codes", body(context, session), answer -> PlatformLink.read(answer, PhoneCode.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> checkCode(CallContext context, Session session, String code) {
        return link.ask(
                "/v1/phone-codes/check",
                Map.of("context", context, "session", session.session(), "code", code),
                PlatformLink::accepted);
    }

    @Override
    public CompletableFuture<Answer<byte[]>> photo(CallContext context, Session session) {
        return link.ask("/v1/photos", body(context, session), answer -> {
            if (!"image/jpeg".equals(answer.getMediaType())) {
                throw new PlatformLink.Nonsense();
            }
            return answer.getContent();
        });
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code) {
        return link.send(
                link.post(
                        "/v1/identifications/code",
                        PlatformLink.JSON.writeValueAsString(Map.of("context", context, "code", code))),
                CODE_WITHIN,
                answer -> PlatformLink.read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<QrTrust>> qrTrust() {
        return link.send(
                link.get("/v1/qr/trust"),
                PlatformLink.ANSWER_WITHIN,
                answer -> PlatformLink.read(answer, QrTrust.class));
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
        return link.ask("/v1/identifications/evidence", body, PlatformLink::accepted);
    }

    @Override
    public CompletableFuture<Answer<Accepted>> join(CallContext context, Session session, Session earlier) {
        Map<String, Object> body = new HashMap<>(body(context, session));
        body.put("earlier", earlier.session());
        return link.ask("/v1/identifications/join", body, PlatformLink::accepted);
    }

    @Override
    public CompletableFuture<Answer<List<Ward>>> wards(CallContext context, Session agent) {
        return link.ask("/v1/wards", body(context, agent), answer -> PlatformLink.JSON
                .readerFor(new TypeReference<List<Ward>>() {})
                .readValue(PlatformLink.JSON.readTree(answer.getContent()).required("wards")));
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
        return link.ask("/v1/mandates", body, answer -> PlatformLink.read(answer, Session.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> end(CallContext context, Session session) {
        return link.ask("/v1/identifications/end", body(context, session), PlatformLink::accepted);
    }

    @Override
    public CompletableFuture<Answer<Contributions>> contributions(CallContext context, Session session) {
        return link.ask(
                "/v1/contributions/query",
                body(context, session),
                answer -> PlatformLink.read(answer, Contributions.class));
    }

    @Override
    public CompletableFuture<Answer<List<CaseRecord>>> cases(CallContext context, Session session) {
        return link.ask("/v1/cases/query", body(context, session), answer -> PlatformLink.JSON
                .readerFor(new TypeReference<List<CaseRecord>>() {})
                .readValue(PlatformLink.JSON.readTree(answer.getContent()).required("cases")));
    }

    @Override
    public CompletableFuture<Answer<Licence>> licence(CallContext context, Session session) {
        return link.ask(
                "/v1/licences/query", body(context, session), answer -> PlatformLink.read(answer, Licence.class));
    }

    @Override
    public CompletableFuture<Answer<CaseRecord>> caseByCode(CallContext context, String code, String number) {
        return link.ask(
                "/v1/cases/code",
                Map.of("context", context, "code", code, "number", number),
                answer -> PlatformLink.read(answer, CaseRecord.class));
    }

    @Override
    public CompletableFuture<Answer<Booking>> booking(CallContext context, String number) {
        return link.ask(
                "/v1/bookings/query",
                Map.of("context", context, "number", number),
                answer -> PlatformLink.read(answer, Booking.class));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, String key) {
        return issue(context, session, type, Optional.empty(), key);
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issueOnBlank(
            CallContext context, Session session, String type, String blank, String key) {
        return issue(context, session, type, Optional.of(blank), key);
    }

    private CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, Optional<String> blank, String key) {
        Map<String, Object> body =
                new HashMap<>(Map.of("context", context, "session", session.session(), "type", type));
        body.put("blank", blank.orElse(null));
        return link.send(
                link.post("/v1/documents", PlatformLink.JSON.writeValueAsString(body))
                        .headers(headers -> headers.put("Idempotency-Key", key)),
                ISSUE_WITHIN,
                answer -> PlatformLink.read(answer, IssuedDocument.class));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document) {
        return link.ask("/v1/documents/" + document.number() + "/content", body(context, session), answer -> {
            if (!"application/pdf".equals(answer.getMediaType())) {
                throw new PlatformLink.Nonsense();
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
        return link.send(
                link.post("/v1/payments/orders", PlatformLink.JSON.writeValueAsString(body))
                        .headers(headers -> headers.put("Idempotency-Key", key)),
                MONEY_WITHIN,
                answer -> PlatformLink.read(answer, PaymentOrder.class));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> awaitOrder(
            CallContext context, String number, PaymentOrder.State since, Duration wait) {
        Map<String, Object> body = Map.of("context", context, "since", since, "waitSeconds", wait.toSeconds());
        return money(number, "/await", body, wait.plus(PlatformLink.ANSWER_WITHIN));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> cancelOrder(CallContext context, String number) {
        return money(number, "/cancel", Map.of("context", context), MONEY_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<Optional<PaymentOrder>>> cancelOrderByKey(CallContext context, String orderKey) {
        return link.send(
                link.post(
                        "/v1/payments/cancellations",
                        PlatformLink.JSON.writeValueAsString(Map.of("context", context, "orderKey", orderKey))),
                MONEY_WITHIN,
                answer -> answer.getStatus() == 204
                        ? Optional.empty()
                        : Optional.of(PlatformLink.read(answer, PaymentOrder.class)));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> delivered(CallContext context, String number, List<Integer> lines) {
        return money(number, "/delivery", Map.of("context", context, "lines", lines), PlatformLink.ANSWER_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> refund(CallContext context, String number, List<Integer> lines) {
        return money(number, "/refund", Map.of("context", context, "lines", lines), MONEY_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> claim(CallContext context, String number, List<Integer> lines) {
        return money(number, "/claim", Map.of("context", context, "lines", lines), PlatformLink.ANSWER_WITHIN);
    }

    @Override
    public CompletableFuture<Answer<String>> signSlip(CallContext context, String slip) {
        return link.ask("/v1/claims/code", Map.of("context", context, "slip", slip), answer -> PlatformLink.JSON
                .readTree(answer.getContent())
                .required("code")
                .asString());
    }

    @Override
    public CompletableFuture<Answer<Slip>> lookAtSlip(CallContext context, String slip) {
        return link.ask(
                "/v1/claims/look",
                Map.of("context", context, "slip", slip),
                answer -> PlatformLink.read(answer, Slip.class));
    }

    @Override
    public CompletableFuture<Answer<Slip>> takeSlip(CallContext context, @Nullable Session session, String slip) {
        Map<String, Object> body = new HashMap<>(Map.of("context", context, "slip", slip));
        body.put("session", session == null ? null : session.session());
        return link.ask("/v1/claims/take", body, answer -> PlatformLink.read(answer, Slip.class));
    }

    private CompletableFuture<Answer<PaymentOrder>> money(
            String number, String verb, Map<String, Object> body, Duration within) {
        return link.send(
                link.post("/v1/payments/orders/" + number + verb, PlatformLink.JSON.writeValueAsString(body)),
                within,
                answer -> PlatformLink.read(answer, PaymentOrder.class));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> deliver(Message message) {
        return link.send(
                link.post(message.path(), message.body())
                        .headers(headers -> headers.put("Idempotency-Key", message.key())),
                PlatformLink.ANSWER_WITHIN,
                PlatformLink::accepted);
    }

    @Override
    public CompletableFuture<Answer<byte[]>> revokedStaff() {
        return link.send(link.get("/v1/staff/revoked"), PlatformLink.ANSWER_WITHIN, answer -> {
            if (!"application/pkix-crl".equals(answer.getMediaType())) {
                throw new PlatformLink.Nonsense();
            }
            return answer.getContent();
        });
    }

    @Override
    public CompletableFuture<Answer<Duration>> health() {
        link.tryAgain();
        return link.send(link.get("/v1/health"), PlatformLink.ANSWER_WITHIN, answer -> {
            String date = answer.getHeaders().get(HttpHeader.DATE);
            if (date == null) {
                throw new PlatformLink.Nonsense();
            }
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), theirs);
        });
    }

    @Override
    public void close() {
        link.close();
    }

    private static Map<String, Object> body(CallContext context, Session session) {
        return Map.of("context", context, "session", session.session());
    }
}
