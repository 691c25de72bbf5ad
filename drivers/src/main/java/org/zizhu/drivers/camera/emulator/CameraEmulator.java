package org.zizhu.drivers.camera.emulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.emulator.Imperfection;

/**
 * A network camera on loopback: Motion JPEG over HTTP ({@code multipart/x-mixed-replace}, RFC 2046 §5.1) of the scene before
 * it, at the size and pace of its model. Without a viewer it does nothing. Thread-safe.
 */
public final class CameraEmulator implements AutoCloseable {

    private static final int LONGEST_REQUEST_BYTES = 8 << 10;
    private static final int MOST_VIEWERS = 8;
    private static final String BOUNDARY = "picture";

    private final CameraModel model;
    private final Imperfection imperfection;
    private final RandomGenerator random;
    private final int port;
    private final Set<Socket> viewers = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private @Nullable ServerSocket server;
    private Scene scene = new Scene.EmptyBooth();
    private CameraFault fault = CameraFault.NONE;
    private final Map<Integer, byte[]> pictures = new HashMap<>();
    private byte[] frozen = new byte[0];
    private int turn;
    private boolean closed;

    /** At a free port of loopback. */
    public CameraEmulator(CameraModel model, Imperfection imperfection, RandomGenerator random) throws IOException {
        this.model = model;
        this.imperfection = imperfection;
        this.random = random;
        ServerSocket opened = listen(0);
        this.port = opened.getLocalPort();
        this.server = opened;
        accept(opened);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    /** Where its pictures are. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/video.mjpeg");
    }

    public CameraModel model() {
        return model;
    }

    /** Who looks at present. */
    public int viewers() {
        return viewers.size();
    }

    public synchronized Scene scene() {
        return scene;
    }

    public synchronized CameraFault fault() {
        return fault;
    }

    /** Changes what is before the lens. */
    public synchronized void show(Scene next) {
        scene = next;
        pictures.clear();
        turn = 0;
    }

    /** Lets it fail until {@code NONE}, or another fault. */
    public synchronized void fault(CameraFault next) throws IOException {
        if (next == CameraFault.FROZEN) {
            // Whatever comes before the lens from now on.
            frozen = picture(Math.max(0, turn - 1));
        }
        fault = next;
        pictures.clear();
        ServerSocket open = server;
        if (next == CameraFault.REFUSING && open != null) {
            server = null;
            open.close();
        } else if (next != CameraFault.REFUSING && open == null && !closed) {
            ServerSocket opened = listen(port);
            server = opened;
            accept(opened);
        }
        if (next == CameraFault.REFUSING || next == CameraFault.CUT) {
            cutViewers();
        }
    }

    /** Cuts the connections that there are; new ones are welcome. */
    public void cutViewers() throws IOException {
        for (Socket viewer : viewers) {
            viewer.close();
        }
    }

    private void accept(ServerSocket at) {
        thread("camera-emulator", () -> {
                    try (at) {
                        while (true) {
                            Socket viewer = at.accept();
                            thread("camera-emulator-viewer", () -> serve(viewer))
                                    .start();
                        }
                    } catch (IOException e) {
                        // Closed: nobody is let in any more.
                    }
                })
                .start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void serve(Socket viewer) {
        try (viewer) {
            if (asksForPictures(viewer.getInputStream()) && fault() != CameraFault.CUT) {
                viewers.add(viewer);
                OutputStream out = new BufferedOutputStream(viewer.getOutputStream());
                if (viewers.size() > MOST_VIEWERS) {
                    text(out, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                } else {
                    send(out);
                }
            }
        } catch (IOException e) {
            // The viewer has gone, or was cut off.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            viewers.remove(viewer);
        }
    }

    /** Reads a request to its empty line. False for a connection that was only tried. */
    private static boolean asksForPictures(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.length() < LONGEST_REQUEST_BYTES) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            request.append((char) c);
            if (c == '\n' && request.toString().endsWith("\r\n\r\n")) {
                return request.toString().startsWith("GET ");
            }
        }
        return false;
    }

    private void send(OutputStream out) throws IOException, InterruptedException {
        text(
                out,
                "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Type: multipart/x-mixed-replace; boundary="
                        + BOUNDARY + "\r\n\r\n");
        while (!isClosed()) {
            byte[] picture = next();
            if (picture.length > 0) {
                text(
                        out,
                        "--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length
                                + "\r\n\r\n");
                out.write(picture);
                text(out, "\r\n");
            }
            Thread.sleep(pause().toMillis());
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** What is sent as the next picture; nothing at all when it is empty. */
    private synchronized byte[] next() {
        boolean disturbed = imperfection.disturbs(random);
        return switch (fault) {
            case SILENT, CUT, REFUSING -> new byte[0];
            case FROZEN -> frozen;
            case GARBAGE -> garbage();
            case HALF_PICTURES -> half(picture(turn++));
            case NONE, BLACK -> disturbed ? half(picture(turn++)) : picture(turn++);
        };
    }

    private byte[] picture(int number) {
        Scene seen = fault == CameraFault.BLACK ? new Scene.Darkness() : scene;
        int place = seen.at(number & Integer.MAX_VALUE);
        return pictures.computeIfAbsent(
                place, taken -> Jpeg.of(seen.taken(taken, model.width(), model.height(), model.noise(), random)));
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(200, 20_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] half(byte[] picture) {
        return Arrays.copyOf(picture, picture.length / 2);
    }

    /** Until the next picture is due. */
    private synchronized Duration pause() {
        return imperfection.slowed(Duration.ofNanos((long) (1e9 / model.perSecond())), random);
    }

    @Override
    public synchronized void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            fault(CameraFault.REFUSING);
        } catch (IOException e) {
            // It is going away anyhow.
        }
    }
}
