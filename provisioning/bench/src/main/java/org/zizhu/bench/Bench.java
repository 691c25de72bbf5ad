package org.zizhu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.zizhu.bench.fleet.FleetOnTable;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;

/** What {@code ./run} starts: the table with its control panel, and the kiosk in its window. Ends with Ctrl-C. */
public final class Bench {

    /** Where the bench keeps what stays from run to run. */
    static final Path FOLDER = Path.of("target", "bench");

    private static final String KIOSK = "org.zizhu.ui.Main";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Jvm jvm = new Jvm(FOLDER.toAbsolutePath(), "kiosk", "zizhu-bench", "zizhu-platform", "zizhu-fleet");
        Table table;
        try {
            table = Table.set(
                    FOLDER,
                    FOLDER.resolve("unit"),
                    Prepared.IN_TARGET,
                    // A bench has a mouse, whose pointer is wanted.
                    (unit, panel) -> jvm.command(
                            List.of("-Dzizhu.pointer=true", "-Dzizhu.supervised=true"), KIOSK, unit.toString()),
                    Bench::say);
        } catch (Table.NotSet notSet) {
            System.err.println("zizhu: " + notSet.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(table), "clear-the-table"));
        table.kiosk().start();
        say("control panel   " + table.panel());
        startFleet(table);
        say("verification    " + table.city().publicUri());
        say("the kiosk's log " + FOLDER.resolve("kiosk.log") + " · Ctrl-C ends all of it");
        Thread.currentThread().join();
    }

    /** Beside the kiosk, which does not wait for it; a bench without a fleet is a bench. */
    private static void startFleet(Table table) {
        try {
            FleetOnTable fleet = FleetOnTable.start(FOLDER.resolve("fleet").toAbsolutePath(), table.unit(), Bench::say);
            Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "fleet-end"));
            say("fleet dashboard " + fleet.pages() + " · first sign-in: admin, " + fleet.firstPassword());
        } catch (IOException | RuntimeException e) {
            say("no fleet this time: " + e.getMessage());
        }
    }

    private static void close(Table table) {
        try {
            table.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void say(String line) {
        System.out.println("zizhu: " + line);
    }
}
