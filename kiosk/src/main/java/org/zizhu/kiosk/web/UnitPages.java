package org.zizhu.kiosk.web;

import java.io.IOException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Unit;

/**
 * The unit's own pages, on loopback alone: {@code /devices} for field staff, {@code /health} for machines. Nothing in them is
 * personal.
 */
public final class UnitPages implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts them.
     *
     * @param port 0 for a free one
     * @param screen which screen is shown
     * @param fleet how the unit stands with its fleet, as a keyword
     * @throws IOException when the port is taken
     */
    public static UnitPages start(
            int port, Unit unit, Supplies supplies, Supplier<String> screen, Supplier<String> fleet)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(6, 1);
        threads.setName("web");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new PagesHandler(
                unit.cabinet(),
                new HealthReport(unit, supplies, screen, fleet),
                new DeviceReport(
                        unit,
                        screen,
                        new DeviceCare(
                                unit.cabinet(),
                                new Trial(unit.journal(), unit.terminal(), unit.clock()),
                                unit.clock(),
                                screen))));
        server.setErrorHandler(PagesHandler::failed);
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the unit's own pages can't be served on port " + port, e);
        }
        return new UnitPages(server, connector);
    }

    private UnitPages(Server server, ServerConnector connector) {
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
}
