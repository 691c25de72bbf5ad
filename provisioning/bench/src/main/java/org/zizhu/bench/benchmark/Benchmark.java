package org.zizhu.bench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zizhu.bench.pilot.Account;
import org.zizhu.bench.pilot.MeasuredKiosk;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.Table;
import org.zizhu.kiosk.journal.Journal;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ./run benchmark} starts: medians and ratios, each pair measured side by side in this run. */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target", "benchmark");
    private static final String MAIN = MeasuredKiosk.class.getName();
    private static final int STARTS = 5;

    /** What one process serves; the first visits warm it up. */
    private static final List<String> VISITS =
            List.of("progress", "certificate", "progress", "query", "progress", "certificate", "progress", "progress");

    /** The emulated reader's own part: find, select (25 ms each), read (600 ms), newest address (80 ms). */
    private static final double READER_MILLISECONDS = 730;

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration VISITS_PATIENCE = Duration.ofMinutes(10);

    private final Table table;
    private final Jvm jvm;
    private final URI panel;

    private Benchmark(Table table, Jvm jvm) {
        this.table = table;
        this.jvm = jvm;
        this.panel = table.panel();
    }

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER);
        Jvm jvm = new Jvm(FOLDER.toAbsolutePath(), "measured");
        Path unit = FOLDER.resolve("unit");
        try (Table table = Table.set(FOLDER, unit, (folder, panel) -> List.of(), Benchmark::say)) {
            new Benchmark(table, jvm).run();
        } catch (Table.NotSet notSet) {
            System.err.println("zizhu: " + notSet.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void say(String line) {
        System.err.println("zizhu: " + line);
    }

    private void run() throws Exception {
        starts();
        visits();
        JournalSpeed journal = JournalSpeed.measure(FOLDER.resolve("journal"));
        System.out.printf(
                "journal entries/s        %8.0f   bare SQLite %8.0f   ratio %.2f%n",
                journal.journalPerSecond(),
                journal.barePerSecond(),
                journal.journalPerSecond() / journal.barePerSecond());
    }

    private void starts() throws IOException, InterruptedException {
        // Twice to write the list of classes and to make the archive from it.
        packagedStart();
        packagedStart();
        List<Double> packaged = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            packaged.add(packagedStart());
            plain.add(firstFrame(jvm.plainCommand(MAIN, arguments())));
        }
        System.out.printf(
                "first frame, ms          %8.0f   plain java  %8.0f   ratio %.2f%n",
                Medians.median(packaged), Medians.median(plain), Medians.median(packaged) / Medians.median(plain));
    }

    private double packagedStart() throws IOException, InterruptedException {
        return firstFrame(jvm.command(List.of(), MAIN, arguments()));
    }

    private String[] arguments(String... items) {
        return Stream.concat(
                        Stream.of(
                                table.unit().toString(),
                                panel.toString(),
                                FOLDER.toAbsolutePath().toString()),
                        Stream.of(items))
                .toArray(String[]::new);
    }

    private static double firstFrame(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = started(command);
        try {
            double milliseconds = untilFirstFrame(process, start);
            process.waitFor(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return milliseconds;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(FOLDER.resolve("kiosk.log").toFile())
                .start();
    }

    private static double untilFirstFrame(Process process, long startNanos) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(MeasuredKiosk.FIRST_FRAME)) {
                return (System.nanoTime() - startNanos) / 1e6;
            }
        }
        throw new IOException("the kiosk ended before it showed anything; see " + FOLDER.resolve("kiosk.log"));
    }

    private void visits() throws IOException, InterruptedException {
        Process process = started(jvm.command(List.of(), MAIN, arguments(VISITS.toArray(String[]::new))));
        long firstVisitsKilobytes = 0;
        long lastKilobytes = 0;
        try {
            untilFirstFrame(process, System.nanoTime());
            long end = System.nanoTime() + VISITS_PATIENCE.toNanos();
            while (process.isAlive() && System.nanoTime() < end) {
                long resident = residentKilobytes(process.pid());
                lastKilobytes = resident > 0 ? resident : lastKilobytes;
                if (Files.exists(account(2)) && firstVisitsKilobytes == 0) {
                    firstVisitsKilobytes = lastKilobytes;
                }
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
        report(accounts(), firstVisitsKilobytes, lastKilobytes);
    }

    private void report(List<Account> accounts, long firstVisitsKilobytes, long lastKilobytes) {
        List<Double> touches = new ArrayList<>();
        List<Double> names = new ArrayList<>();
        for (Account account : accounts) {
            if (!account.outcome().equals(Account.DONE)) {
                System.out.println("a visit did not end well: " + account.outcome());
            }
            account.touches().forEach(touch -> touches.add(touch.milliseconds()));
            if (account.cardToNameMilliseconds() > 0) {
                names.add(account.cardToNameMilliseconds());
            }
        }
        System.out.printf(
                "touch to change, ms      p50 %4.0f   p95 %11.0f   of %d touches%n",
                Medians.median(touches), Medians.percentile(touches, 95), touches.size());
        System.out.printf(
                "card to name, ms         %8.0f   without the reader's own %.0f: %.0f   of %d cards%n",
                Medians.median(names), READER_MILLISECONDS, Medians.median(names) - READER_MILLISECONDS, names.size());
        System.out.printf("certificate issued and fetched, ms %.0f%n", Medians.median(issueMilliseconds()));
        System.out.printf(
                "resident, MB             %8d   after 2 visits %d   of %d visits%n",
                lastKilobytes / 1024, firstVisitsKilobytes / 1024, accounts.size());
    }

    /** From the intent to have it issued to the intent to print what was fetched and verified, by the unit's own journal. */
    private List<Double> issueMilliseconds() {
        List<Double> milliseconds = new ArrayList<>();
        try (Journal journal =
                Journal.open(table.unit().resolve("data").resolve("journal.db"), InstantSource.system())) {
            Instant asked = Instant.MAX;
            for (String line : journal.listing()) {
                String[] words = SPACES.split(line.strip(), 5);
                if (words.length == 5 && words[3].equals("INTENT") && words[2].equals("ISSUE")) {
                    asked = Instant.parse(words[0]);
                } else if (words.length == 5 && words[3].equals("INTENT") && words[2].equals("PRINT")) {
                    milliseconds.add((double)
                            Duration.between(asked, Instant.parse(words[0])).toMillis());
                }
            }
        }
        return milliseconds;
    }

    private static Path account(int number) {
        return FOLDER.resolve(number + ".json");
    }

    private static List<Account> accounts() throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (int number = 1; Files.exists(account(number)); number++) {
            accounts.add(JsonMapper.shared().readValue(account(number), Account.class));
            Files.delete(account(number));
        }
        return accounts;
    }

    private static long residentKilobytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException | UncheckedIOException gone) {
            return 0;
        }
    }
}
