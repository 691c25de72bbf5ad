package org.zizhu.fleet.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Enrolled;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.link.Doors;
import org.zizhu.fleet.link.Polls;
import org.zizhu.fleet.log.Defect;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.Pem;
import org.zizhu.fleet.unit.CertificateBook;
import org.zizhu.fleet.unit.Judgement;
import org.zizhu.fleet.unit.Peer;

/** What units reach: the paths of contract.md. Whatever goes wrong, the caller gets a code and a request id, never a stack trace. */
public final class UnitHandler extends Handler.Abstract {

    /** The largest body and frame of the contract. */
    public static final int MOST_BYTES = 65_536;

    /** The longest thing that is fetched by a command. */
    static final int MOST_CONTENT_BYTES = 512 * 1024;

    private static final Pattern CONTENT = Pattern.compile("/unit/v1/commands/(?<id>[A-Za-z0-9_-]{16,64})/content");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** What is too large is read to its end all the same, up to this. */
    private static final int MOST_PASSED_OVER = 1024 * 1024;

    /** An operator takes minutes; a unit that waits for one asks so often. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(UnitHandler.class);

    /**
     * A bare unit's request.
     *
     * @param csr null for a unit that asks only for whom its token is
     */
    record Enrol(String token, @Nullable String csr) {
        Enrol {
            if (token == null) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    record Renew(String csr) {
        Renew {
            if (csr == null) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    private record EnrolledBody(String status, UnitId unit, String chain, String time) {}

    private record NamedBody(String status, @Nullable UnitId unit, String time) {}

    private record PendingBody(String status, UnitId unit, long retryMs) {}

    /** Says no, from anywhere in here. */
    private static final class Refused extends Exception {
        final Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.code(), null, false, false);
            this.refusal = refusal;
        }
    }

    private final Database database;
    private final FleetAuthority authority;
    private final Enrolment enrolment;
    private final Doors doors;
    private final Polls polls;
    private final Commands commands;
    private final Setups setups;
    private final ServerWebSocketContainer sockets;
    private final InstantSource clock;

    public UnitHandler(
            Database database,
            FleetAuthority authority,
            Enrolment enrolment,
            Doors doors,
            Polls polls,
            Commands commands,
            Setups setups,
            ServerWebSocketContainer sockets,
            InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.enrolment = enrolment;
        this.doors = doors;
        this.polls = polls;
        this.commands = commands;
        this.setups = setups;
        this.sockets = sockets;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            switch (Request.getPathInContext(request)) {
                case "/unit/v1/enrolments" -> {
                    Enrol enrol = body(request, Enrol.class);
                    answer(
                            response,
                            callback,
                            enrol.csr == null ? enrolment.named(enrol.token) : enrolment.enrol(enrol.token, enrol.csr));
                }
                case "/unit/v1/renewals" -> {
                    Judgement judgement = judgement(request);
                    answer(response, callback, enrolment.renew(judgement, body(request, Renew.class).csr));
                }
                case "/unit/v1/link" -> link(request, response, callback);
                case "/unit/v1/setup" -> setup(request, response, callback);
                case "/unit/v1/exchange" -> exchange(request, response, callback);
                default -> content(request, response, callback);
            }
        } catch (Refused e) {
            Answers.refuse(response, callback, e.refusal);
        } catch (StoreFailed e) {
            LOG.warn("the database can't be had: {}", e.getMessage());
            Answers.refuse(response, callback, Refusal.TOO_BUSY);
        } catch (RuntimeException e) {
            LOG.error("a request failed: {}", Defect.of(e));
            Answers.refuse(response, callback, Refusal.INTERNAL_ERROR);
        }
        return true;
    }

    private void answer(Response response, Callback callback, Enrolled enrolled) throws Refused {
        if (enrolled instanceof Enrolled.Granted granted) {
            String chain = granted.certificate() + Pem.of(authority.certificate());
            Answers.send(
                    response,
                    callback,
                    200,
                    new EnrolledBody(
                            "enrolled", granted.unit(), chain, clock.instant().toString()));
        } else if (enrolled instanceof Enrolled.Pending pending) {
            Answers.send(
                    response, callback, 202, new PendingBody("pending", pending.unit(), ASK_AGAIN_AFTER.toMillis()));
        } else if (enrolled instanceof Enrolled.Named named) {
            Answers.send(
                    response,
                    callback,
                    200,
                    new NamedBody("named", named.unit(), clock.instant().toString()));
        } else if (enrolled instanceof Enrolled.Refused refused) {
            throw new Refused(refused.refusal());
        }
    }

    private void link(Request request, Response response, Callback callback) throws Refused {
        if (!HttpMethod.GET.is(request.getMethod())) {
            throw new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        Peer peer = peer(request, response);
        if (!sockets.upgrade(doors.creator(peer), request, response, callback)) {
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
    }

    private void exchange(Request request, Response response, Callback callback) throws Refused {
        Peer peer = peer(request, response);
        Polls.Exchange exchange = body(request, Polls.Exchange.class);
        Optional<CompletableFuture<Polls.Exchanged>> open = polls.exchange(peer, exchange);
        if (open.isEmpty()) {
            throw new Refused(Refusal.SESSION_UNKNOWN);
        }
        var unused = open.get().whenComplete((exchanged, failure) -> {
            if (failure == null) {
                Answers.send(response, callback, 200, exchanged);
            } else {
                LOG.error("an exchange failed: {}", Defect.of(failure));
                Answers.refuse(response, callback, Refusal.INTERNAL_ERROR);
            }
        });
    }

    private void setup(Request request, Response response, Callback callback) throws Refused {
        Peer peer = peer(request, response);
        if (!HttpMethod.GET.is(request.getMethod())) {
            throw new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        Answers.yaml(response, callback, setups.fetch(peer.unit()).orElseThrow(() -> new Refused(Refusal.NOT_FOUND)));
    }

    private void content(Request request, Response response, Callback callback) throws Refused {
        Matcher path = CONTENT.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            throw new Refused(Refusal.NOT_FOUND);
        }
        Peer peer = peer(request, response);
        if (!HttpMethod.POST.is(request.getMethod())) {
            throw new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        byte[] bytes = bytes(request, MOST_CONTENT_BYTES);
        if (type == null || !isWhatItSays(type, bytes)) {
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
        if (!commands.fetched(peer.unit(), path.group("id"), type, bytes)) {
            throw new Refused(Refusal.NOT_FOUND);
        }
        response.setStatus(HttpStatus.NO_CONTENT_204);
        response.write(true, null, callback);
    }

    /** A browser will be shown it: a picture has to begin as one, and text has to be text. */
    private static boolean isWhatItSays(String type, byte[] bytes) throws Refused {
        if (type.startsWith("text/plain")) {
            return text(bytes).chars().noneMatch(character -> character == 0);
        }
        return bytes.length > PNG.length && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length);
    }

    /** Whoever may speak for a unit, and isn't to stay away for a while. */
    private Peer peer(Request request, Response response) throws Refused {
        Judgement judgement = judgement(request);
        if (judgement instanceof Judgement.Good good) {
            Optional<Duration> barred = doors.barred(good.peer().unit());
            if (barred.isPresent()) {
                response.getHeaders()
                        .put(HttpHeader.RETRY_AFTER, Long.toString(barred.get().toSeconds() + 1));
                throw new Refused(Refusal.TOO_MANY_REQUESTS);
            }
            return good.peer();
        }
        throw new Refused(
                judgement instanceof Judgement.Barred barred ? barred.refusal() : Refusal.CERTIFICATE_EXPIRED);
    }

    private Judgement judgement(Request request) throws Refused {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session) {
            X509Certificate[] chain = session.peerCertificates();
            if (chain != null && chain.length > 0) {
                String serial = CertificateBook.serial(chain[0]);
                return database.read(connection -> CertificateBook.judge(connection, serial, clock.instant()));
            }
        }
        throw new Refused(Refusal.CERTIFICATE_REQUIRED);
    }

    private static <T> T body(Request request, Class<T> type) throws Refused {
        if (!HttpMethod.POST.is(request.getMethod())) {
            throw new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        String said = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (said == null || !said.matches("application/json(; *charset=(?i:utf-8))?")) {
            throw new Refused(Refusal.NOT_JSON);
        }
        return Json.read(text(bytes(request, MOST_BYTES)), type)
                .orElseThrow(() -> new Refused(Refusal.MALFORMED_REQUEST));
    }

    private static String text(byte[] bytes) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
    }

    private static byte[] bytes(Request request, int most) throws Refused {
        if (request.getLength() > MOST_PASSED_OVER) {
            throw new Refused(Refusal.TOO_LARGE);
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                // Whoever is cut off while it is still sending does not hear why, nor may it use the connection again.
                in.skip(MOST_PASSED_OVER);
                throw new Refused(Refusal.TOO_LARGE);
            }
            return bytes;
        } catch (IOException e) {
            // It hung up, fell silent, or came too slowly: that is its trouble, and no answer will reach it.
            throw new Refused(Refusal.MALFORMED_REQUEST);
        }
    }
}
