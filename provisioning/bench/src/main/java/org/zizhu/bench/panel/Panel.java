package org.zizhu.bench.panel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/**
 * The control panel: a page on loopback that shows the things on the table and passes on what is done to them. Everything
 * that the page can do, a script can do too: {@code POST /do/GADGET/BUTTON} with a JSON string as its argument.
 */
public final class Panel implements AutoCloseable {

    /** Quicker than the eye minds, slow enough to cost nothing. */
    private static final long LOOK_EVERY_MILLISECONDS = 150;

    private final Map<String, Gadget> gadgets;
    private final List<Citizen> citizens;
    private final PhonePage phonePage;
    private final Map<String, URI> links;
    private final Diary diary;
    private final Server server = new Server(new QueuedThreadPool(8, 2));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Text> statesSeen = new HashMap<>();
    private final URI devicePage;
    private volatile State state;

    /**
     * A thing as the page shows it.
     *
     * @param page where the unit itself says how the device is; null for what is no device
     */
    record Shown(Gadget.Group group, @Nullable URI page, Gadget.Face face) {}

    /** All that the page shows, at one moment. */
    record State(Map<String, Shown> gadgets, List<Diary.Line> diary, Map<String, URI> links) {}

    /**
     * @param port where it listens on loopback; 0 takes a free one
     * @param devicePage the unit's own page about its devices, to which each device's name is added as the fragment
     * @param links other pages of interest, by their label
     */
    public Panel(
            int port,
            List<Gadget> gadgets,
            List<Citizen> citizens,
            Phone phone,
            URI devicePage,
            Map<String, URI> links,
            InstantSource clock) {
        this.gadgets = gadgets.stream()
                .collect(Collectors.toMap(Gadget::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.citizens = List.copyOf(citizens);
        this.phonePage = new PhonePage(phone);
        this.devicePage = devicePage;
        this.links = links;
        this.state = new State(Map.of(), List.of(), links);
        this.diary = new Diary(clock);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new PanelHandler(this));
        server.setStopAtShutdown(false);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the port is taken
     */
    public URI start() throws IOException {
        look();
        Thread looking = new Thread(this::keepLooking, "panel-looking");
        looking.setDaemon(true);
        looking.start();
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the control panel's port can't be opened", e);
        }
        return address();
    }

    /** The page's address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    State state() {
        return state;
    }

    List<Citizen> citizens() {
        return citizens;
    }

    PhonePage phonePage() {
        return phonePage;
    }

    Optional<Gadget> gadget(String id) {
        return Optional.ofNullable(gadgets.get(id));
    }

    /** Does it, and writes it into the diary; the state that follows from it is not worth a line of its own. */
    synchronized Gadget.Outcome press(Gadget gadget, String button, String argument) {
        Gadget.Outcome outcome = gadget.press(button, argument);
        if (outcome instanceof Gadget.Outcome.Done done) {
            Gadget.Face face = gadget.face();
            diary.write(face.name(), done.what());
            statesSeen.put(gadget.id(), face.state());
        }
        look();
        return outcome;
    }

    private void keepLooking() {
        try {
            while (!closed.await(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        Map<String, Shown> faces = new LinkedHashMap<>();
        gadgets.forEach((id, gadget) -> {
            Gadget.Face face = gadget.face();
            faces.put(id, new Shown(gadget.group(), page(gadget), face));
            Text before = statesSeen.put(id, face.state());
            if (before != null && !before.equals(face.state())) {
                diary.write(face.name(), face.state());
            }
        });
        state = new State(faces, diary.lines(), links);
    }

    private @Nullable URI page(Gadget gadget) {
        return gadget.device().map(name -> devicePage.resolve("#" + name)).orElse(null);
    }

    @Override
    public void close() {
        closed.countDown();
        LifeCycle.stop(server);
    }
}
