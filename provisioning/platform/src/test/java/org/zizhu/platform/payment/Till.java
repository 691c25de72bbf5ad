package org.zizhu.platform.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.zizhu.platform.HandClock;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.payment.emulator.EmulatedWechatPay;
import org.zizhu.platform.payment.wechat.WechatNotifications;
import org.zizhu.platform.payment.wechat.WechatPay;
import org.zizhu.platform.store.Database;

/** A cash desk on one table: the platform's payments with their own database, an emulated WeChat Pay, and real sockets in between. */
final class Till implements AutoCloseable {

    static final String TERMINAL = "T-0001";
    static final Duration VALID = Duration.ofMinutes(2);

    final HandClock clock = new HandClock();
    final EmulatedWechatPay wechat;
    private final Path file;
    private final List<Server> ears = new ArrayList<>();
    private final UnaryOperator<Provider> around;
    final URI ear;
    private final int port;
    /** Where WeChat Pay is told to tell; the ear itself, or somebody who listens in. */
    volatile URI notifyAt;

    private int keys;
    Database database;
    Payments payments;

    private Till(Path folder, UnaryOperator<Provider> around) throws IOException {
        this.file = folder.resolve("till.sqlite");
        this.around = around;
        this.wechat = EmulatedWechatPay.open(clock, InstantSource.system());
        Server reserved = server(0);
        this.port = ((ServerConnector) reserved.getConnectors()[0]).getLocalPort();
        this.ear = URI.create("http://127.0.0.1:" + port + "/payments/wechat");
        this.notifyAt = ear;
        stop(reserved);
        open();
    }

    static Till in(Path folder) throws IOException {
        return new Till(folder, provider -> provider);
    }

    /** With something between the payments and the provider. */
    static Till in(Path folder, UnaryOperator<Provider> around) throws IOException {
        return new Till(folder, around);
    }

    /** The process ends, and another goes on with its database. */
    void restart() {
        stopAll();
        open();
    }

    private void open() {
        database = Database.in(file);
        WechatPay wechatPay = new WechatPay(wechat.merchant(() -> notifyAt), InstantSource.system());
        payments = new Payments(database, List.of(around.apply(wechatPay)), clock);
        Server server = server(port);
        try {
            server.setHandler(
                    new Notifications(payments, List.of(new WechatNotifications(wechatPay, InstantSource.system()))));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        ears.add(server);
    }

    /** An order of one line by any means; its code is out. */
    static Order order(Payments payments, Means means, String matter, long... fen) {
        NewOrder by = wanted("key-of-" + matter, matter, fen);
        return stands(payments.place(new NewOrder(
                by.terminal(),
                by.key(),
                by.requestSha256(),
                by.person(),
                by.slip(),
                by.matter(),
                by.itemCode(),
                by.itemName(),
                means,
                by.validFor(),
                by.lines())));
    }

    static Server server(int port) {
        try {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            server.addConnector(connector);
            if (port == 0) {
                server.start();
            }
            return server;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Order order(long... fen) {
        return order("matter-1", fen);
    }

    /** A new order with a line for each sum; its code is out. */
    Order order(String matter, long... fen) {
        return stands(payments.place(wanted("key-" + ++keys + "-" + matter, matter, fen)));
    }

    static NewOrder wanted(String key, String matter, long... fen) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < fen.length; i++) {
            lines.add(Line.of(i, fen[i], new Text("芙蓉区示范水务", "Furong Demonstration Water"), new Text("水费", "Water")));
        }
        return new NewOrder(
                TERMINAL,
                key,
                "sha-" + matter,
                null,
                "slip-of-" + matter,
                matter,
                "000711003000",
                "水费",
                Means.WECHAT_PAY,
                VALID,
                lines);
    }

    static Order stands(Outcome outcome) {
        if (outcome instanceof Outcome.Stands stands) {
            return stands.order();
        }
        throw new AssertionError(outcome);
    }

    /** What the terminal is told now. */
    Order told(Order order) {
        return stands(payments.find(TERMINAL, order.number()));
    }

    /** How the order stands in the book, without telling anybody. */
    Order book(Order order) {
        return database.read(db -> OrderBook.known(db, order.number()));
    }

    /** The terminal waits for the order to leave a state, for as long as a real one does. */
    Order awaits(Order order, State since) {
        Order changed = payments.change(TERMINAL, order.number(), since)
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
        return told(changed);
    }

    void pay(Order order) {
        var paying = wechat.pay(code(order), "openid-1");
        if (!(paying instanceof org.zizhu.platform.payment.emulator.Paying.Paid)) {
            throw new AssertionError(paying);
        }
    }

    static String code(Order order) {
        String code = order.code();
        if (code == null) {
            throw new AssertionError("no code");
        }
        return code;
    }

    /** Time passes, and the platform looks around as it does every second. */
    void pass(Duration time) {
        clock.advance(time);
        payments.lookAround();
    }

    /** Waits for what happens on another thread. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen");
            }
            Thread.onSpinWait();
        }
    }

    private void stopAll() {
        ears.forEach(Till::stop);
        ears.clear();
        database.close();
    }

    static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        stopAll();
        wechat.close();
    }
}
