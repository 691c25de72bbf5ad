package org.zizhu.platform.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.platform.document.Press;
import org.zizhu.platform.payment.Payments;
import org.zizhu.platform.payment.Slips;
import org.zizhu.platform.people.Photos;
import org.zizhu.platform.phone.PhoneMessages;
import org.zizhu.platform.qr.Issuer;
import org.zizhu.platform.store.Database;

/**
 * The API of openapi.yaml. A request is taken apart (path, method, type, size, JSON, terminal), answered by a desk, audited, and
 * only then answered on the wire. Whatever goes wrong, the caller gets a code and a request id, never a stack trace.
 */
public final class ApiHandler extends Handler.Abstract {

    /** The largest body of the contract has under 3 kB. */
    private static final int MAX_BODY_BYTES = 16 * 1024;

    static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{8,128}");
    /** All that somebody without a certificate may ask for: one. */
    private static final String ENROLMENTS = "/v1/enrolments";

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    /** One POST of the contract. */
    private record Route<B extends Body>(
            Pattern path,
            String operation,
            Class<B> body,
            boolean keyed,
            Function<Call<B>, CompletableFuture<Call.Reply>> desk) {

        static <B extends Body> Route<B> of(
                String path, String operation, Class<B> body, boolean keyed, Function<Call<B>, Call.Reply> desk) {
            return waiting(path, operation, body, keyed, call -> CompletableFuture.completedFuture(desk.apply(call)));
        }

        /** One that may be answered later, and holds no thread until then. */
        static <B extends Body> Route<B> waiting(
                String path,
                String operation,
                Class<B> body,
                boolean keyed,
                Function<Call<B>, CompletableFuture<Call.Reply>> desk) {
            String pattern = path.replace("{number}", "(?<number>[0-9A-Z-]{8,40})");
            return new Route<>(Pattern.compile(pattern), operation, body, keyed, desk);
        }
    }

    /** What came of taking a request apart and answering it: all that the audit and the wire need. */
    private record Outcome(Body.@Nullable Context context, Call.Reply reply) {
        static Outcome refused(Refusal refusal) {
            return new Outcome(null, Call.Reply.refused(refusal));
        }
    }

    private final List<Route<?>> routes;
    private final Audit audit;
    private final Reading reading;
    private final TerminalDesk terminals;

    /**
     * Everything is answered from the database; documents come from the press and point to the public address.
     *
     * @param messages takes what is sent to phones
     * @param photos those on record
     * @param payments the cash desk
     * @param handleKey by which people are called in terminals' records
     * @param terminals certifies new ones
     * @param revokedStaff gives the newest list of revoked staff cards
     * @param staffRevoked whether the staff certificate of a serial number is among them
     * @param staffMaySettle whether the holder of one may say what becomes of a claim
     */
    public ApiHandler(
            Database database,
            Press press,
            Issuer issuer,
            URI publicUri,
            PhoneMessages messages,
            Photos photos,
            Payments payments,
            byte[] handleKey,
            InstantSource clock,
            TerminalDesk terminals,
            Supplier<byte[]> revokedStaff,
            Predicate<String> staffRevoked,
            Predicate<String> staffMaySettle) {
        this.terminals = terminals;
        this.audit = new Audit(database, clock);
        this.reading = new Reading(issuer, clock, revokedStaff);
        Sessions sessions = new Sessions(clock);
        Handles handles = new Handles(handleKey, clock);
        Slips slips = new Slips(database, clock);
        IdentificationDesk identification = new IdentificationDesk(database, sessions, handles, slips, clock);
        MandateDesk mandates = new MandateDesk(database, sessions, identification, handles, clock);
        EvidenceDesk evidences = new EvidenceDesk(database, sessions, staffRevoked);
        PhoneDesk phones = new PhoneDesk(database, sessions, messages, clock);
        QueryDesk queries = new QueryDesk(database, sessions, clock);
        DocumentDesk documents = new DocumentDesk(database, sessions, press, issuer, publicUri, clock);
        BookingDesk bookings = new BookingDesk(database, clock);
        ReviewDesk reviews = new ReviewDesk(database, clock);
        CardDesk cards = new CardDesk(database, sessions, clock);
        LockerDesk lockers = new LockerDesk(database, sessions, clock);
        PaymentDesk money = new PaymentDesk(database, sessions, payments, publicUri, run -> getServer()
                .getThreadPool()
                .execute(run));
        ClaimDesk claims =
                new ClaimDesk(database, sessions, money, issuer, clock, payments, slips, staffRevoked, staffMaySettle);
        this.routes = List.of(
                Route.of("/v1/identifications", "identify", Body.Identify.class, false, identification::identify),
                Route.of(
                        "/v1/identifications/social-card",
                        "identify-by-social-card",
                        Body.IdentifyBySocialCard.class,
                        false,
                        identification::identifyBySocialCard),
                Route.of(
                        "/v1/photos",
                        "photo",
                        Body.OfSession.class,
                        false,
                        new PhotoDesk(database, sessions, photos)::photo),
                Route.of("/v1/wards", "wards", Body.OfSession.class, false, mandates::wards),
                Route.of("/v1/mandates", "mandate", Body.Mandate.class, false, mandates::mandate),
                Route.of("/v1/phone-codes", "send-code", Body.OfSession.class, false, phones::send),
                Route.of("/v1/phone-codes/check", "check-code", Body.PhoneCode.class, false, phones::check),
                Route.of(
                        "/v1/identifications/code",
                        "identify-by-code",
                        Body.IdentifyByCode.class,
                        false,
                        identification::identifyByCode),
                Route.of(
                        "/v1/identifications/evidence",
                        "show-evidence",
                        Body.ShowEvidence.class,
                        false,
                        evidences::show),
                Route.of("/v1/identifications/join", "join", Body.Join.class, false, evidences::join),
                Route.of("/v1/identifications/end", "end", Body.OfSession.class, false, identification::end),
                Route.of(
                        "/v1/contributions/query",
                        "contributions",
                        Body.OfSession.class,
                        false,
                        queries::contributions),
                Route.of("/v1/cases/query", "cases", Body.OfSession.class, false, queries::cases),
                Route.of("/v1/licences/query", "licence", Body.OfSession.class, false, queries::licence),
                Route.of("/v1/cases/code", "case-by-code", Body.CaseByCode.class, false, queries::caseByCode),
                Route.of("/v1/bookings/query", "booking", Body.OfBooking.class, false, bookings::query),
                Route.of("/v1/bookings/checkin", "check-in", Body.CheckIn.class, true, bookings::checkIn),
                Route.of("/v1/documents", "issue", Body.Issue.class, true, documents::issue),
                Route.of("/v1/documents/{number}/content", "content", Body.OfSession.class, false, documents::content),
                Route.of("/v1/documents/{number}/delivery", "delivery", Body.Delivery.class, true, documents::delivery),
                Route.of("/v1/blanks/voids", "void-blanks", Body.VoidBlanks.class, true, documents::voidBlanks),
                Route.of("/v1/withdrawals", "withdraw", Body.Withdrawal.class, true, documents::withdraw),
                Route.of("/v1/reviews", "review", Body.Review.class, true, reviews::review),
                Route.of("/v1/cards/query", "card", Body.OfSession.class, false, cards::query),
                Route.of(
                        "/v1/cards/{number}/delivery", "card-delivery", Body.CardDelivery.class, true, cards::delivery),
                Route.of("/v1/lockers/query", "boxes", Body.OfSession.class, false, lockers::query),
                Route.of("/v1/lockers/code", "boxes-by-code", Body.CaseByCode.class, false, lockers::byCode),
                Route.of("/v1/lockers/reservations", "keep-box", Body.OfSession.class, true, lockers::reserve),
                Route.of("/v1/lockers/releases", "release-box", Body.ReleaseBox.class, true, lockers::release),
                Route.of("/v1/lockers/{number}/outcome", "box-outcome", Body.BoxOutcome.class, true, lockers::outcome),
                Route.of("/v1/dues/query", "dues", Body.QueryDues.class, false, new DueDesk(database, sessions)::query),
                Route.of("/v1/payments/orders", "place-order", Body.PlaceOrder.class, true, money::place),
                Route.of("/v1/payments/orders/{number}", "order", Body.OfTerminal.class, false, money::find),
                Route.waiting(
                        "/v1/payments/orders/{number}/await",
                        "await-order",
                        Body.AwaitOrder.class,
                        false,
                        money::await),
                Route.of(
                        "/v1/payments/orders/{number}/cancel",
                        "cancel-order",
                        Body.OfTerminal.class,
                        false,
                        money::cancel),
                Route.of(
                        "/v1/payments/orders/{number}/delivery",
                        "deliver-order",
                        Body.OrderLines.class,
                        false,
                        money::deliver),
                Route.of(
                        "/v1/payments/orders/{number}/refund",
                        "refund-order",
                        Body.OrderLines.class,
                        false,
                        money::refund),
                Route.of(
                        "/v1/payments/orders/{number}/claim",
                        "claim-order",
                        Body.OrderLines.class,
                        false,
                        money::claim),
                Route.of("/v1/payments/cancellations", "cancel-key", Body.CancelOrder.class, false, money::cancelByKey),
                Route.of("/v1/claims/look", "look-at-slip", Body.OfSlip.class, false, claims::look),
                Route.of("/v1/claims/code", "sign-slip", Body.OfSlip.class, false, claims::sign),
                Route.of("/v1/claims/take", "take-slip", Body.TakeSlip.class, false, claims::take),
                Route.of("/v1/claims/release", "release-slip", Body.OfSlip.class, false, claims::release),
                Route.of("/v1/claims/settle", "settle-claim", Body.SettleClaim.class, false, claims::settle),
                Route.of("/v1/payments/claims/query", "claims", Body.OfTerminal.class, false, money::claims),
                Route.of("/v1/payments/balance/query", "balance", Body.OfDay.class, false, money::balance));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String id = UUID.randomUUID().toString();
        String path = Request.getPathInContext(request);
        boolean enrols = path.equals(ENROLMENTS);
        boolean nobody = terminal(request).isEmpty() && !enrols;
        Optional<Reading.Page> page = nobody ? Optional.empty() : reading.page(path);
        if (page.isPresent() && HttpMethod.GET.is(request.getMethod())) {
            Wire.send(response, callback, 200, page.get().type(), page.get().content());
            return true;
        }
        String operation = "-";
        CompletableFuture<Outcome> outcome;
        try {
            boolean posts = HttpMethod.POST.is(request.getMethod());
            Optional<Matched<?>> matched = page.isPresent() || nobody ? Optional.empty() : match(path);
            if (nobody) {
                outcome = CompletableFuture.completedFuture(Outcome.refused(Refusal.CERTIFICATE_REQUIRED));
            } else if (page.isPresent() || ((matched.isPresent() || enrols) && !posts)) {
                outcome = CompletableFuture.completedFuture(Outcome.refused(Refusal.METHOD_NOT_ALLOWED));
            } else if (enrols) {
                operation = "enrol-terminal";
                outcome = CompletableFuture.completedFuture(enrolled(request));
            } else if (matched.isEmpty()) {
                outcome = CompletableFuture.completedFuture(Outcome.refused(Refusal.NOT_FOUND));
            } else {
                operation = matched.get().route.operation;
                outcome = answer(request, matched.get());
            }
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        String known = operation;
        var unused = outcome.handle((found, failure) -> {
            Answer answer = audited(request, id, known, found, failure);
            Wire.send(response, callback, answer, id);
            return answer;
        });
        return true;
    }

    /** What is answered, once it is on record. */
    private Answer audited(
            Request request, String id, String operation, @Nullable Outcome outcome, @Nullable Throwable failure) {
        try {
            if (outcome == null) {
                throw new IllegalStateException(failure);
            }
            audit.write(id, terminal(request), operation, outcome.context, outcome.reply);
            return outcome.reply.answer();
        } catch (RuntimeException e) {
            // The city itself is ill: its disk, say. What it was about is not told: it may be personal.
            Throwable cause = failure == null ? e : failure;
            LOG.error(
                    "request {} ({}) failed: {}",
                    id,
                    operation,
                    cause.getClass().getName(),
                    stackOnly(cause));
            return new Answer.Refused(Refusal.INTERNAL_ERROR);
        }
    }

    private record Matched<B extends Body>(Route<B> route, String number) {}

    private Optional<Matched<?>> match(String path) {
        for (Route<?> route : routes) {
            Matcher matcher = route.path.matcher(path);
            if (matcher.matches()) {
                boolean numbered = route.path.pattern().contains("(?<number>");
                return Optional.of(new Matched<>(route, numbered ? matcher.group("number") : ""));
            }
        }
        return Optional.empty();
    }

    private Outcome enrolled(Request request) {
        byte[] bytes;
        try {
            bytes = body(request);
        } catch (Objection e) {
            return Outcome.refused(e.refusal);
        }
        return Json.read(bytes, TerminalDesk.Enrol.class)
                .map(enrol -> new Outcome(null, terminals.enrol(enrol)))
                .orElseGet(() -> Outcome.refused(Refusal.MALFORMED_REQUEST));
    }

    private <B extends Body> CompletableFuture<Outcome> answer(Request request, Matched<B> matched) {
        Route<B> route = matched.route;
        byte[] bytes;
        try {
            bytes = body(request);
        } catch (Objection e) {
            return refused(null, e.refusal);
        }
        Optional<B> body = Json.read(bytes, route.body);
        String key =
                Optional.ofNullable(request.getHeaders().get("Idempotency-Key")).orElse("");
        if (body.isEmpty() || (route.keyed && !KEY.matcher(key).matches())) {
            return refused(null, Refusal.MALFORMED_REQUEST);
        }
        Body.Context context = body.get().context();
        String terminal = terminal(request);
        if (!terminal.equals(context.terminal())) {
            return refused(context, Refusal.TERMINAL_MISMATCH);
        }
        return route.desk
                .apply(new Call<>(body.get(), terminal, matched.number, key))
                .thenApply(reply -> new Outcome(context, reply));
    }

    private static CompletableFuture<Outcome> refused(Body.@Nullable Context context, Refusal refusal) {
        return CompletableFuture.completedFuture(new Outcome(context, Call.Reply.refused(refusal)));
    }

    /** There is no body to be read. */
    private static final class Objection extends Exception {
        private static final long serialVersionUID = 1;

        private final Refusal refusal;

        Objection(Refusal refusal) {
            super(refusal.code(), null, false, false);
            this.refusal = refusal;
        }
    }

    /** A body that comes too slowly is cut by the connector. */
    private static byte[] body(Request request) throws Objection {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.matches("application/json(; *charset=(?i:utf-8))?")) {
            throw new Objection(Refusal.NOT_JSON);
        }
        if (request.getLength() > MAX_BODY_BYTES) {
            throw new Objection(Refusal.TOO_LARGE);
        }
        byte[] bytes;
        try (InputStream in = Content.Source.asInputStream(request)) {
            bytes = in.readNBytes(MAX_BODY_BYTES + 1);
        } catch (IOException e) {
            // It hung up, fell silent, or came too slowly: that is its trouble, and no answer will reach it.
            throw new Objection(Refusal.MALFORMED_REQUEST);
        }
        if (bytes.length > MAX_BODY_BYTES) {
            throw new Objection(Refusal.TOO_LARGE);
        }
        return bytes;
    }

    /** The CN of the client's certificate, which the TLS handshake has already checked; empty for who has none. */
    private static String terminal(Request request) {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session) {
            X509Certificate[] chain = session.peerCertificates();
            if (chain != null && chain.length > 0) {
                Matcher name =
                        COMMON_NAME.matcher(chain[0].getSubjectX500Principal().getName());
                return name.find() ? name.group(1) : "";
            }
        }
        return "";
    }

    /** An exception with the stack but without the message, which may repeat what a request said. */
    private static Throwable stackOnly(Throwable failure) {
        Throwable bare = new Throwable(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }
}
