package org.zizhu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.zizhu.bench.pilot.Account;
import org.zizhu.bench.pilot.Errand;
import org.zizhu.bench.table.Jvm;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.bench.visit.Evidence;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./run --script ITEM} starts: one whole visit through the real window by real input events, with its evidence
 * in {@code target/visit/}. Ends with 0 only if the citizen has what was printed and nothing is left open.
 */
public final class ScriptedVisit {

    /** Where the evidence goes; what an earlier visit left there is removed. */
    static final Path EVIDENCE = Path.of("target", "visit");

    /** The citizen in software gives up by itself well before; this is for a process that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(200);

    private ScriptedVisit() {}

    public static void main(String[] arguments) throws Exception {
        Errand errand;
        try {
            errand = Errand.of(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("zizhu: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        boolean good;
        try {
            good = run(errand, Bench.FOLDER, EVIDENCE);
        } catch (Table.NotSet notSet) {
            System.err.println("zizhu: " + notSet.getMessage());
            good = false;
        }
        System.exit(good ? 0 : 1);
    }

    /**
     * Runs it.
     *
     * @return whether everything is as it should be; what is not has been said
     */
    static boolean run(Errand errand, Path folder, Path evidenceFolder) throws Exception {
        Path unit = folder.resolve("unit-visit");
        // A journal of this visit alone.
        remove(unit.resolve("data"));
        remove(evidenceFolder);
        Path evidence = Files.createDirectories(evidenceFolder).toAbsolutePath();
        Files.createDirectories(folder);
        Jvm jvm = new Jvm(folder.toAbsolutePath(), "pilot");
        try (Table table = Table.set(
                folder,
                unit,
                Prepared.IN_TARGET,
                (unitFolder, panel) -> jvm.command(
                        List.of(),
                        "org.zizhu.bench.pilot.PilotedKiosk",
                        Stream.concat(
                                        Stream.of(unitFolder.toString(), panel.toString(), evidence.toString()),
                                        errand.arguments().stream())
                                .toArray(String[]::new)),
                Bench::say)) {
            Bench.say("the citizen «" + errand.citizen() + "» comes for " + errand.item());
            table.kiosk().start();
            boolean ended = table.kiosk().endsWithin(PATIENCE);
            Path accountFile = evidence.resolve(Account.FILE);
            if (!Files.exists(accountFile)) {
                System.err.println("zizhu: "
                        + (ended ? "the kiosk's process ended before the visit was over" : "the kiosk's window hangs")
                        + "; see " + folder.resolve("kiosk.log"));
                return false;
            }
            Account account = JsonMapper.shared().readValue(accountFile, Account.class);
            Files.delete(accountFile);
            Evidence gathered = Evidence.gather(table, errand, account, evidence);
            Bench.say(gathered.sentence());
            Bench.say("evidence in " + evidenceFolder);
            return gathered.good();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
