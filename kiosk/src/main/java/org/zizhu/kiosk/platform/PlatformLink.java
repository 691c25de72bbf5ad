package org.zizhu.kiosk.platform;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
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
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.platform.Answer.Failed;
import org.zizhu.kiosk.platform.Answer.Given;
import org.zizhu.kiosk.platform.Answer.Refused;
import org.zizhu.kiosk.platform.Answer.Why;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connection to the platform: HTTPS with client certificates. Whatever is asked over it is answered once and in bounded time. After
 * {@value #FAILURES_UNTIL_OPEN} failures in a row nothing is asked any more until {@link #tryAgain}. Thread-safe.
 */
final class PlatformLink implements AutoCloseable {

    /** A platform in the same city answers within a second; a citizen waits this long before they walk away. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    /** On a government network a connection stands within milliseconds or not at all. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    /** The longest certificate has some thirty pages, about 100 kB; forty years of monthly records about 500 kB. */
    private static final int LONGEST_ANSWER_BYTES = 8 * 1024 * 1024;

    private static final int FAILURES_UNTIL_OPEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(PlatformLink.class);

    /** A platform may say more than we know of, but must say all that we need. */
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final HttpClient client;
    private final String base;
    private final AtomicInteger failures = new AtomicInteger();

    private PlatformLink(HttpClient client, String base) {
        this.client = client;
        this.base = base;
    }

    /**
     * Opens a client.
     *
     * @throws IOException when a key or certificate file can't be read
     */
    static PlatformLink open(PlatformSettings settings) throws IOException {
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
        return new PlatformLink(client, settings.uri().toString());
    }

    /** The next call is tried, however often the last ones have failed. */
    void tryAgain() {
        failures.set(0);
    }

    /** The answer can't be what the contract says; carries no text, since the answer may be personal. */
    static final class Nonsense extends RuntimeException {
        Nonsense() {
            super("nonsense", null, false, false);
        }
    }

    <T> CompletableFuture<Answer<T>> ask(String path, Map<String, Object> body, Function<ContentResponse, T> reader) {
        return send(post(path, JSON.writeValueAsString(body)), ANSWER_WITHIN, reader);
    }

    Request get(String path) {
        return client.newRequest(base + path);
    }

    Request post(String path, String body) {
        return client.newRequest(base + path)
                .method(HttpMethod.POST)
                .body(new StringRequestContent("application/json", body));
    }

    <T> CompletableFuture<Answer<T>> send(Request request, Duration within, Function<ContentResponse, T> reader) {
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

    static <T> T read(ContentResponse answer, Class<T> type) {
        T value = JSON.readValue(answer.getContent(), type);
        if (value == null) {
            throw new Nonsense();
        }
        return value;
    }

    static Accepted accepted(ContentResponse answer) {
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

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.warn("platform client did not stop cleanly: {}", e.getClass().getSimpleName());
        }
    }
}
