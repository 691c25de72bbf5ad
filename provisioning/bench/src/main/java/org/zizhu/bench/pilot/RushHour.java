package org.zizhu.bench.pilot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kiosk as it is, with one citizen after the other in front of its window who follow a case and leave, as fast as the
 * kiosk lets them, and then some who pay: {@code UNIT-FOLDER PANEL ACCOUNT-FILE EARLY-VISITS VISITS PAYMENTS}. Writes its
 * {@link Account}, then ends the process.
 */
public final class RushHour {

    private static final String CITIZEN = "progress";
    private static final String FAREWELL = "screen-farewell";

    /** By then the kiosk has found its devices and its platform, and has opened its services. */
    private static final Duration DEVICES_FOUND = Duration.ofSeconds(4);

    /** A screen comes within a tenth of a second; more than this and something is wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The farewell ends by a touch, but not before the reader has seen that the card is gone. */
    private static final Duration TOUCH_AGAIN = Duration.ofMillis(600);

    /** Nobody touches a screen in the very moment in which it comes. */
    private static final Duration REACTION = Duration.ofMillis(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    /**
     * What it came to.
     *
     * @param touchMilliseconds from lifting the finger to the next screen, painted
     * @param cardMilliseconds from the card on the reader to the name on the screen, painted
     * @param paymentMilliseconds from the password in the wallet to the screen after the payment code, painted
     * @param memory at the first and the last look
     */
    public record Account(
            List<Double> touchMilliseconds,
            List<Double> cardMilliseconds,
            List<Double> paymentMilliseconds,
            List<Memory> memory) {}

    /**
     * The kiosk's memory at one moment, the citizen in software included.
     *
     * @param residentMegabytes of the whole process, as it was found
     * @param liveMegabytes of objects that were still referred to
     */
    public record Memory(int visits, double residentMegabytes, double liveMegabytes) {}

    private final Eyes eyes;
    private final Hands hands;
    private final Region speck = new Region();
    private final WritableImage dot = new WritableImage(1, 1);
    private final List<Double> touches = new ArrayList<>();
    private final List<Double> cards = new ArrayList<>();
    private final List<Double> payments = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();

    private RushHour(Eyes eyes, Hands hands) {
        this.eyes = eyes;
        this.hands = hands;
    }

    public static void main(String[] arguments) {
        PilotedKiosk.start(arguments[0], () -> fly(List.of(arguments)));
    }

    private static void fly(List<String> arguments) {
        Stage stage = PilotedKiosk.window();
        Eyes eyes = Eyes.onWindowThread(() -> new Eyes(stage));
        try {
            RushHour rushHour = new RushHour(eyes, new Hands(URI.create(arguments.get(1))));
            Account account = rushHour.run(
                    Integer.parseInt(arguments.get(3)),
                    Integer.parseInt(arguments.get(4)),
                    Integer.parseInt(arguments.get(5)));
            Files.writeString(Path.of(arguments.get(2)), JsonMapper.shared().writeValueAsString(account));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Account run(int earlyVisits, int visits, int paying) throws IOException, InterruptedException {
        LockSupport.parkNanos(DEVICES_FOUND.toNanos());
        for (int visit = 1; visit <= visits; visit++) {
            visit();
            if (visit == earlyVisits || visit == visits) {
                memory.add(look(visit));
            }
        }
        for (int visit = 0; visit < paying; visit++) {
            payingVisit();
        }
        return new Account(touches, cards, payments, memory);
    }

    private void visit() throws IOException, InterruptedException {
        touch("choice-begin", "home");
        touch("item-case-progress", "guide");
        touch("choice-confirm", "present-card");
        long down = System.nanoTime();
        hands.handle(new Deed.Handle("reader", "put", CITIZEN));
        // The way out is offered with the name of who is signed in.
        cards.add(milliseconds(down, see(sight -> sight.offers("end-visit"))));
        see(sight -> sight.screen().equals("cases"));
        hands.handle(new Deed.Handle("reader", "lift", ""));
        touch("case-0", "case-progress");
        touch("choice-back", "cases");
        touch("end-visit", "farewell");
        leave();
    }

    private void payingVisit() throws IOException, InterruptedException {
        Script script = new Script(Errand.of(List.of("--item", "extract")));
        while (true) {
            Sight sight = eyes.glance().sight();
            Deed deed = script.next(sight);
            if (deed instanceof Deed.Leave) {
                return;
            }
            if (deed instanceof Deed.Touch touch) {
                touchUntilSomethingComes(touch.id(), sight);
            } else if (deed instanceof Deed.Handle handle && handle.gadget().equals("wallet")) {
                long paid = System.nanoTime();
                hands.handle(handle);
                payments.add(milliseconds(paid, see(next -> !next.screen().equals(sight.screen()))));
            } else if (deed instanceof Deed.Handle handle) {
                hands.handle(handle);
            } else if (deed instanceof Deed.GiveUp up) {
                throw new IllegalStateException(up.why());
            } else {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void touchUntilSomethingComes(String id, Sight before) {
        LockSupport.parkNanos(REACTION.toNanos());
        eyes.middleOf(id).ifPresent(hands::touch);
        long touched = System.nanoTime();
        while (eyes.glance().sight().equals(before) && System.nanoTime() - touched < TOUCH_AGAIN.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void touch(String id, String next) {
        see(sight -> sight.offers(id));
        LockSupport.parkNanos(REACTION.toNanos());
        long lifted = hands.touch(eyes.middleOf(id).orElseThrow());
        touches.add(milliseconds(lifted, see(sight -> sight.screen().equals(next))));
    }

    /** Not measured: when it is too early, nothing happens. */
    private void leave() {
        long start = System.nanoTime();
        while (!eyes.glance().sight().screen().equals("attract")) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the farewell does not end");
            }
            touchUntilSomethingComes(FAREWELL, eyes.glance().sight());
        }
    }

    /** Waits for it, and tells when it had been painted. */
    private long see(Predicate<Sight> wanted) {
        long start = System.nanoTime();
        while (!wanted.test(eyes.glance().sight())) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "waits in vain on screen " + eyes.glance().sight().screen());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        // JavaFX paints one thing after the other: a picture of a single dot is ready after the frame before it, whose
        // pixels are on their way to the display then, in the window thread's queue before the question for the time.
        Eyes.onWindowThread(() -> speck.snapshot(null, dot));
        return Eyes.onWindowThread(System::nanoTime);
    }

    private static double milliseconds(long since, long until) {
        return (until - since) / 1e6;
    }

    private static Memory look(int visits) throws IOException {
        double resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Memory(visits, resident, (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024));
    }
}
