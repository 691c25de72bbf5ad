package org.zizhu.kiosk.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.zizhu.drivers.Device;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Unit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The unit's health on loopback: {@code GET /health} answers JSON with devices, services, what is open, and which screen is shown.
 * Nothing in it is personal.
 */
public final class StatusPage implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts it.
     *
     * @param port 0 for a free one
     * @param screen which screen is shown
     * @throws IOException when the port is taken
     */
    public static StatusPage start(int port, Unit unit, Supplies supplies, Supplier<String> screen) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(6, 1);
        threads.setName("web");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                if (!Request.getPathInContext(request).equals("/health")) {
                    return false;
                }
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
                byte[] body = JsonMapper.shared()
                        .writeValueAsString(health(unit, supplies, screen))
                        .getBytes(StandardCharsets.UTF_8);
                response.write(true, java.nio.ByteBuffer.wrap(body), callback);
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the unit's own pages can't be served on port " + port, e);
        }
        return new StatusPage(server, connector);
    }

    private StatusPage(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the unit's own pages do not stop", e);
        }
    }

    private static Map<String, Object> health(Unit unit, Supplies supplies, Supplier<String> screen) {
        Map<String, Object> health = new TreeMap<>();
        health.put("terminal", unit.terminal());
        health.put("screen", screen.get());
        health.put("platformReachable", unit.availability().platformReachable());
        health.put("clockCorrected", unit.clock().corrected());
        health.put(
                "devices",
                unit.cabinet().devices().stream().map(StatusPage::device).toList());
        health.put(
                "services",
                unit.catalogue().items().stream()
                        .map(item -> Map.of(
                                "id",
                                item.id(),
                                "closed",
                                unit.availability().closed(item).orElse("")))
                        .toList());
        try {
            health.put("openTransactions", unit.journal().open().size());
            health.put("messagesWaiting", unit.journal().waitingMessages());
            health.put("supplies", supplies.levels());
            health.put("journal", "ok");
        } catch (JournalFailure e) {
            health.put("journal", "failed");
        }
        return health;
    }

    private static Map<String, Object> device(Device device) {
        var status = device.status();
        return Map.of(
                "name", device.name(),
                "state", status.state(),
                "reasons", List.copyOf(status.reasons()),
                "media", status.media(),
                "supplies", status.supplies());
    }
}
