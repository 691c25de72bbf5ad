package org.zizhu.bench.proof;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A kiosk in this process, seen by field staff on its device page and by citizens on its screen. */
final class WatchedUnit implements AutoCloseable {

    /** Twenty times what it takes, since the machine may be loaded. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    /** What the device page tells of a device as it is now; the rest is its history. */
    private static final List<String> NOW =
            List.of("class", "state", "reasons", "media", "supplies", "senses", "doors", "power");

    private static final Set<String> USABLE = Set.of("ONLINE", "DEVICE_BUSY");

    /** Classes that citizens never meet: nothing is said to them of these. */
    private static final Set<String> INSIDE = Set.of("PANEL", "POWER_SUPPLY", "SPEAKER", "FACE_MATCHER");

    private final Kiosk kiosk;
    private volatile View view;

    private WatchedUnit(Kiosk kiosk, View view) {
        this.kiosk = kiosk;
        this.view = view;
    }

    static WatchedUnit on(Path unit) throws IOException {
        WatchedUnit watched = new WatchedUnit(Kiosk.open(unit), null);
        watched.kiosk.start(view -> watched.view = view);
        watched.await("a screen", () -> watched.view != null);
        return watched;
    }

    /** What the device page tells of a device now. */
    JsonNode told(String device) throws IOException, InterruptedException {
        ObjectNode all = (ObjectNode) page("/devices/" + device + ".json");
        all.retain(NOW);
        // A battery's charge moves by itself.
        if (all.get("power") instanceof ObjectNode power) {
            power.retain("source", "batteryLow");
        }
        return all;
    }

    static boolean usable(JsonNode told) {
        return USABLE.contains(told.get("state").asString());
    }

    static boolean starting(JsonNode told) {
        return told.get("state").asString().equals("STARTING");
    }

    /** State and reasons in one line. */
    static String brief(JsonNode told) {
        return told.get("state").asString().toLowerCase(Locale.ROOT).replace('_', '-')
                + told.get("reasons").valueStream().map(JsonNode::asString).reduce("", (all, one) -> all + " " + one);
    }

    /** What it tells of the device when it tells something like that; empty when it never does. */
    Optional<JsonNode> await(String device, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (end - System.nanoTime() > 0) {
            JsonNode told = told(device);
            if (wanted.test(told)) {
                return Optional.of(told);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return Optional.empty();
    }

    /**
     * Waits until the screen names something as out of order exactly if the device page tells of a class that citizens meet of
     * which no device can be used.
     *
     * @return whether it ever does
     */
    boolean screenFollows() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (outOfOrder() == view.unit().outOfOrder().isEmpty()) {
            if (end - System.nanoTime() < 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    private boolean outOfOrder() throws IOException, InterruptedException {
        Set<String> out = new HashSet<>();
        Set<String> work = new HashSet<>(INSIDE);
        for (JsonNode device : page("/devices.json").get("devices").values()) {
            (usable(device) ? work : out).add(device.get("class").asString());
        }
        out.removeAll(work);
        return !out.isEmpty();
    }

    private JsonNode page(String path) throws IOException, InterruptedException {
        return PanelButtons.get(URI.create("http://127.0.0.1:" + kiosk.webPort() + path));
    }

    /** Goes to the home screen, wherever it is. */
    void home() {
        await("home", () -> {
            View now = view;
            if (now.screen() instanceof Screen.Attract) {
                kiosk.listener().acted(now.number(), new Action.Begin());
            } else if (now.screen() instanceof Screen.HelpByPerson) {
                kiosk.listener().acted(now.number(), new Action.Back());
            }
            return now.screen() instanceof Screen.Home;
        });
    }

    void awaitHelp() {
        await("help", () -> view.screen() instanceof Screen.HelpByPerson);
    }

    /** Waits until the home screen's notice has, or has no more, these words. */
    void awaitNotice(String english, boolean there) {
        await(
                "notice " + english,
                () -> view.screen() instanceof Screen.Home home
                        && home.notice().map(Text::english).orElse("").contains(english) == there);
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (end - System.nanoTime() < 0) {
                throw new AssertionError("never " + what + ", but " + Sight.of(view) + ", out of order: "
                        + view.unit().outOfOrder());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public void close() {
        kiosk.close();
    }
}
