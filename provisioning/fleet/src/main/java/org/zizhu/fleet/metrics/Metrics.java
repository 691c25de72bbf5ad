package org.zizhu.fleet.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.zizhu.fleet.link.Links;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.trust.SecretFile;

/**
 * {@code GET /metrics} in Prometheus' text format, for who shows the token in {@code keys/metrics.token} (as bearer). It tells how many, and
 * of no unit which. While the database is away it tells that, and what can be told without. Thread-safe.
 */
public final class Metrics extends Handler.Abstract {

    private static final String PATH = "/metrics";

    private final Database database;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final byte[] expected;
    /** Of the reading that is under way. */
    private Optional<Counts> counts = Optional.empty();

    /** @param keys folder of the token; it is made if it is not there */
    public Metrics(Database database, Links links, Path keys) {
        this.database = database;
        this.expected = ("Bearer " + Base64.getEncoder().encodeToString(SecretFile.read(keys.resolve("metrics.token"))))
                .getBytes(StandardCharsets.US_ASCII);
        JvmMetrics.builder().register(registry);
        gauge("fleet_units_connected", "Units that are connected to this node", links::count);
        counter("fleet_reports", "Reports that were made durable", links.traffic()::kept);
        counter("fleet_reports_refused", "Reports that are none of the contract", links.traffic()::refused);
        counter("fleet_frames", "Frames that have come from units", links.traffic()::frames);
        counter("fleet_database_commits", "Commits, each of a group of writes", database::commits);
        counter(
                "fleet_database_commit_seconds",
                "Time that commits took, writes in them included",
                () -> seconds(database.spentCommitting()));
        gauge("fleet_database_waiting_writes", "Writes that wait for the database", database::waiting);
        gauge("fleet_database_up", "1 while the database answers", () -> counts.isPresent() ? 1 : 0);
        byKeyword("fleet_units", "Units on record", "standing", Counts::units);
        byKeyword("fleet_alarms_open", "Alarms that are not over", "grade", Counts::alarms);
        byKeyword("fleet_commands_unfinished", "Commands of which more is to come", "stage", Counts::commands);
        fromDatabase("fleet_alarms_waiting", "Open alarms that nobody has taken on", Counts::alarmsWaiting);
        fromDatabase("fleet_notices_waiting", "Words of alarms that have not arrived yet", Counts::noticesWaiting);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (!Request.getPathInContext(request).equals(PATH)) {
            return false;
        }
        String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected)) {
            response.setStatus(HttpStatus.UNAUTHORIZED_401);
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            callback.succeeded();
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(read()), callback);
        return true;
    }

    /** One reading at a time, all of it at one moment of the database. */
    private synchronized byte[] read() throws IOException {
        try {
            counts = Optional.of(database.read(Counts::of));
        } catch (StoreFailed e) {
            counts = Optional.empty();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        return text.toByteArray();
    }

    /** A number that there is at any time. */
    @FunctionalInterface
    private interface Reading {
        double now();
    }

    @FunctionalInterface
    private interface OfCounts<T> {
        T of(Counts counts);
    }

    private void gauge(String name, String help, Reading number) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(number.now()))
                .register(registry);
    }

    private void counter(String name, String help, Reading number) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(number.now()))
                .register(registry);
    }

    private void fromDatabase(String name, String help, OfCounts<Long> number) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> counts.ifPresent(known -> callback.call(number.of(known))))
                .register(registry);
    }

    private void byKeyword(String name, String help, String label, OfCounts<Map<String, Long>> numbers) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> counts.ifPresent(
                        known -> numbers.of(known).forEach((keyword, number) -> callback.call(number, keyword))))
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
