package org.zizhu.kiosk.fleet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.zizhu.fleet.trust.FleetAuthority;

/**
 * What may stand between a unit and its fleet: ends the unit's TLS in the fleet's name, reads HTTP, and goes on to the fleet with the unit's key. Of
 * WebSockets it thinks as it is told.
 */
final class Middlebox implements AutoCloseable {

    /** What becomes of a request that wants to be a WebSocket. */
    enum Manner {
        PASSES,
        /** A page that says what is forbidden here. */
        FORBIDS("HTTP/1.1 403 Forbidden", "<html>Blocked by policy</html>"),
        /** The same by one that speaks JSON, as the fleet does. */
        FORBIDS_IN_JSON("HTTP/1.1 403 Forbidden", "{\"code\":\"policy\"}"),
        FINDS_IT_BAD("HTTP/1.1 400 Bad Request", ""),
        WANTS_ANOTHER("HTTP/1.1 426 Upgrade Required", ""),
        /** Hop-by-hop headers stay here: what arrives at the fleet is a plain GET. */
        STRIPS,
        HANGS_UP;

        private final String status;
        private final String page;

        Manner() {
            this("", "");
        }

        Manner(String status, String page) {
            this.status = status;
            this.page = page;
        }
    }

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final Pattern UPGRADE = Pattern.compile("(?im)^upgrade: *websocket");

    private final SSLServerSocket door;
    private final SSLContext towardsFleet;
    private final int fleetPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger upgraded = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile Manner manner = Manner.PASSES;
    private volatile boolean dark;

    /** @param unit with whose key the fleet is called */
    Middlebox(FleetAuthority authority, int fleetPort, Identity unit) throws IOException, GeneralSecurityException {
        this.fleetPort = fleetPort;
        FleetAuthority.Holder fleet = authority.server("127.0.0.1");
        towardsFleet = context(unit.key(), unit.certificate(), unit.authority());
        door = (SSLServerSocket) context(fleet.key(), fleet.certificate(), fleet.authority())
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From the next request on; what is a WebSocket already stays one. */
    void turns(Manner next) {
        manner = next;
    }

    /** The cable is out: whatever is under way is cut off in the middle, and nothing new comes through. */
    void goDark() {
        dark = true;
        cut();
    }

    void comesBack() {
        dark = false;
    }

    private void cut() {
        open.forEach(Middlebox::hangUp);
    }

    int refused() {
        return refused.get();
    }

    int upgraded() {
        return upgraded.get();
    }

    int exchanges() {
        return exchanges.get();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket unit = door.accept();
                open.add(unit);
                daemon(() -> serve(unit));
            } catch (IOException closed) {
                // By us.
            }
        }
    }

    private void serve(Socket unit) {
        try (unit;
                Socket fleet = dark ? null : towardsFleet.getSocketFactory().createSocket("127.0.0.1", fleetPort)) {
            if (fleet == null) {
                return;
            }
            open.add(fleet);
            InputStream fromUnit = new BufferedInputStream(unit.getInputStream());
            InputStream fromFleet = new BufferedInputStream(fleet.getInputStream());
            OutputStream toUnit = new BufferedOutputStream(unit.getOutputStream());
            OutputStream toFleet = new BufferedOutputStream(fleet.getOutputStream());
            String head = head(fromUnit);
            while (!head.isEmpty()) {
                boolean wantsUpgrade = UPGRADE.matcher(head).find();
                if (wantsUpgrade && manner == Manner.PASSES) {
                    pass(head, fromUnit, toFleet);
                    String answer = head(fromFleet);
                    pass(answer, fromFleet, toUnit);
                    if (answer.startsWith("HTTP/1.1 101")) {
                        upgraded.incrementAndGet();
                        daemon(() -> pump(fromUnit, toFleet, unit, fleet));
                        pump(fromFleet, toUnit, unit, fleet);
                        return;
                    }
                } else if (wantsUpgrade && manner != Manner.STRIPS) {
                    refused.incrementAndGet();
                    if (manner == Manner.HANGS_UP) {
                        return;
                    }
                    String page = manner.page;
                    write(toUnit, manner.status + "\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);
                } else {
                    if (wantsUpgrade) {
                        refused.incrementAndGet();
                        head = head.replaceAll("(?im)^(upgrade|connection|sec-websocket-[a-z]+):.*\r\n", "");
                    } else if (head.contains("/unit/v1/exchange")) {
                        exchanges.incrementAndGet();
                    }
                    pass(head, fromUnit, toFleet);
                    pass(head(fromFleet), fromFleet, toUnit);
                }
                head = head(fromUnit);
            }
        } catch (IOException gone) {
            // One of them has hung up, or it was cut.
        } finally {
            open.remove(unit);
            open.removeIf(Socket::isClosed);
        }
    }

    /** A head, and as much of a body as it announces. */
    private static void pass(String head, InputStream from, OutputStream to) throws IOException {
        if (head.isEmpty()) {
            throw new IOException("hung up");
        }
        to.write(head.getBytes(StandardCharsets.ISO_8859_1));
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            to.write(from.readNBytes(Integer.parseInt(length.group(1))));
        } else if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
            throw new IOException("neither peer sends chunks");
        }
        to.flush();
    }

    /** Up to and with the empty line; empty at the end of the stream. */
    private static String head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int seen = 0;
        while (seen < 4) {
            int next = from.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            seen = next == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void pump(InputStream from, OutputStream to, Socket one, Socket other) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException gone) {
            // The other direction ends too.
        }
        hangUp(one);
        hangUp(other);
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It was gone already.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "middlebox");
        thread.setDaemon(true);
        thread.start();
    }

    private static SSLContext context(PrivateKey key, X509Certificate own, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        char[] password = "in-memory".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", key, password, new Certificate[] {own, authority});
        KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("fleet", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        cut();
    }
}
