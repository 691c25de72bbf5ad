package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.bench.table.Cards;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;

/**
 * What {@code ./run benchmark [--quick]} starts: everything is measured on one table, printed, and left in
 * {@code target/benchmark.txt}. Ends with 1 if something could not be measured; a goal that is missed is said, and no failure.
 */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target", "benchmark");
    private static final Path REPORT = Path.of("target", "benchmark.txt");

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        if (!wanted.isEmpty() && !wanted.equals(List.of("--quick"))) {
            System.err.println("zizhu: benchmark knows --quick only");
            System.exit(2);
        }
        boolean whole;
        try {
            whole = run(wanted.isEmpty() ? Extent.FULL : Extent.QUICK);
        } catch (Table.NotSet notSet) {
            System.err.println("zizhu: " + notSet.getMessage());
            whole = false;
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean run(Extent extent) throws Exception {
        Files.createDirectories(FOLDER);
        String loadBefore = Machine.load();
        Path folder = FOLDER.toAbsolutePath();
        Jvm kiosk = new Jvm(folder, "kiosk", "zizhu-bench", "zizhu-platform");
        Jvm idleCabinet = new Jvm(folder, "idle-cabinet");
        Jvm rushHour = new Jvm(folder, "rush-hour");
        Jvm faces = new Jvm(folder, "faces");
        // Before the table takes the machine's card service.
        Measurement cards = new CardRoundTrips(extent.rounds());
        say("measuring: " + cards.what());
        List<Result> results = new ArrayList<>(taken(cards));
        try (Table table = Table.set(
                FOLDER,
                FOLDER.resolve("unit"),
                Prepared.IN_TARGET,
                // Each measurement starts its own kiosk.
                (unit, panel) -> List.of(),
                Benchmark::say)) {
            for (Measurement measurement : List.of(
                    new Starts(kiosk, table.unit(), extent.starts()),
                    new Visits(rushHour, table, folder, extent),
                    new Appends(folder, extent.rounds()),
                    new SerialExchanges(folder, extent.rounds()),
                    new StatusFollows(folder, Cards.of(table.city().person("certificate")), 2 * extent.rounds()),
                    new IdleCabinet(idleCabinet, table.unit(), extent.idle()),
                    new Certificates(
                            table.unit(), table.city().person("certificate").card(), extent.certificates()),
                    new Codes(folder, extent.codes()),
                    new SignedCodes(table.city(), table.unit(), extent.rounds()),
                    new Recoveries(kiosk, table.unit(), extent.rounds()),
                    new Faces(faces, 10 * extent.rounds()))) {
                say("measuring: " + measurement.what());
                results.addAll(taken(measurement));
            }
        }
        List<String> report = Report.lines(heading(loadBefore), results);
        Files.write(REPORT, report);
        System.out.println();
        report.forEach(System.out::println);
        return results.stream().noneMatch(result -> result.verdict() == Result.Verdict.NOT_MEASURED);
    }

    private static List<Result> taken(Measurement measurement) throws InterruptedException {
        try {
            return measurement.take();
        } catch (NotMeasured | IOException e) {
            return List.of(Result.notMeasured(measurement.what(), String.valueOf(e.getMessage())));
        }
    }

    private static List<String> heading(String loadBefore) throws IOException {
        List<String> heading = new ArrayList<>();
        heading.add("Zizhu benchmark, "
                + OffsetDateTime.now(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        heading.addAll(Machine.description());
        heading.add("load average " + loadBefore + " before, " + Machine.load()
                + " after; on a busy machine only the ratios tell something");
        return heading;
    }

    private static void say(String line) {
        System.out.println("zizhu: " + line);
    }
}
