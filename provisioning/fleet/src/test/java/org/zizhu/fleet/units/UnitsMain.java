package org.zizhu.fleet.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;

/** {@code ./run fleet --units N [--faults]}: a new fleet on loopback with a province of simulated units. Ends with Ctrl-C. */
public final class UnitsMain {

    private static final Path FOLDER = Path.of("target", "fleet-units");
    private static final int UNITS_PORT = 18_446;
    private static final int PAGES_PORT = 18_447;
    /** Two sockets each in this process, of the 20 000 files that it may have open where nobody has said otherwise. */
    private static final int MOST_UNITS = 9_000;

    private static final int CONNECTED_A_SECOND = 50;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private UnitsMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int number = 200;
        boolean faults = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--units")
                    && i + 1 < arguments.length
                    && arguments[i + 1].matches("[1-9][0-9]{0,4}")) {
                number = Integer.parseInt(arguments[++i]);
            } else if (arguments[i].equals("--faults")) {
                faults = true;
            } else {
                fail("usage: fleet [--units N] [--faults]");
            }
        }
        if (number > MOST_UNITS) {
            fail("at most " + MOST_UNITS
                    + " units beside the fleet in one process; ./run benchmark-fleet has more, in two");
        }
        clear(FOLDER);
        Fleet fleet = Fleet.start(Settings.inFolder(FOLDER.toAbsolutePath(), UNITS_PORT, PAGES_PORT, Place.PROVINCE));
        say("dashboard https://127.0.0.1:" + fleet.pagesPort() + "/ · first sign-in: " + Fleet.FIRST + ", "
                + fleet.firstPassword().orElseThrow());
        long seed = System.nanoTime();
        Crowd crowd = new Crowd(number, fleet::port, fleet.authority().certificate(), seed);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            crowd.close();
                            fleet.close();
                        },
                        "fleet-end"));
        say(number + " units enrol, each with a token");
        crowd.enrol(fleet.enrolment());
        crowd.plugIn(Duration.ofSeconds(number / CONNECTED_A_SECOND + 1));
        new Days(crowd, seed, UnitsMain::say).begin(faults);
        say("they connect" + (faults ? ", and things break and are mended" : "") + " · Ctrl-C ends all of it");
        while (true) {
            Thread.sleep(BETWEEN_LINES.toMillis());
            Tally tally = crowd.tally();
            say(tally.welcomed + " of " + number + " connected, " + tally.acknowledged + " reports acknowledged of "
                    + tally.told + ", " + tally.commandsDone + " commands carried out of " + tally.commands);
        }
    }

    /** What was there before is gone. */
    static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> {
                    try {
                        Files.delete(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }

    private static void fail(String why) {
        System.err.println("zizhu: " + why);
        System.exit(2);
    }

    private static void say(String line) {
        System.out.println("zizhu: " + line);
    }
}
