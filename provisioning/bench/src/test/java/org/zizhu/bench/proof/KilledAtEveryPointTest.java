package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.bench.proof.KillPoint.Fate;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;
import org.zizhu.platform.fault.Fault;

/**
 * The real kiosk, a process with real drivers and the real platform's client, loses its power at every point of a certificate
 * visit, while its devices and the city go on; then it is switched on again.
 */
class KilledAtEveryPointTest {

    /** The kiosk waits for 90 seconds for somebody to take the paper. */
    private static final Duration PAPER_IS_GIVEN_UP = Duration.ofMinutes(2);

    private static final Map<KillPoint, String> TABLE = new ConcurrentSkipListMap<>();

    @TempDir
    static Path folder;

    private static SandboxCity city;

    @BeforeAll
    static void found() throws IOException {
        city = city(folder.resolve("city"));
    }

    private static SandboxCity city(Path home) throws IOException {
        return SandboxCity.start(new Settings(home, 0, 0, InstantSource.system(), 1));
    }

    @AfterAll
    static void tell() throws IOException {
        city.close();
        String table = String.join("\n", TABLE.values()) + "\n";
        System.out.print(table);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("kill-points.txt"), table);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void powerCut_isSettled_nothingIsPrintedTwice_nothingPersonalIsLeft_andTheNextCitizenIsServed(KillPoint point)
            throws IOException {
        if (point.needsIllCity()) {
            Path home = folder.resolve("city-" + point.name());
            try (SandboxCity ill = city(home)) {
                cutAndRecover(point, ill, new Records(home, ill));
            }
        } else {
            cutAndRecover(point, city, new Records(folder.resolve("city"), city));
        }
    }

    private void cutAndRecover(KillPoint point, SandboxCity home, Records records) throws IOException {
        String terminal = point.terminal();
        Path here = folder.resolve(point.name());
        Path unit = here.resolve("unit");
        Path temp = here.resolve("tmp");
        Path log = here.resolve("kiosk.log");
        List<PrinterEvent.PageOut> pages = new CopyOnWriteArrayList<>();
        try (Cabinet cabinet = new Cabinet(here, home, terminal)) {
            cabinet.printer.onEvent(event -> {
                if (event instanceof PrinterEvent.PageOut page) {
                    pages.add(page);
                }
            });
            Citizen citizen = new Citizen(cabinet, home.person("certificate"));
            KioskOutside first = new KioskOutside(
                    List.of(), unit, temp, log, point.entries == 0 ? "never" : "entry:" + point.entries, citizen::sees);
            citizen.before(first);

            playUntilThePowerIsCut(point, citizen, first, cabinet, home, records);
            home.faults().heal();
            cabinet.reader.lift();

            int sheets;
            List<String> journal;
            try (KioskOutside second = new KioskOutside(List.of(), unit, temp, log, "never", citizen::sees)) {
                citizen.before(second);
                sheets = settles(point, citizen, unit);
                // Another citizen, of whom one page is printed.
                citizen.then(home.person("one-page")).goesOn().reaches("farewell");
                assertEquals(1, citizen.sheets());
                citizen.reaches("attract");
                Eventually.holds(() -> JournalReading.settled(unit), () -> JournalReading.listing(unit));
                journal = JournalReading.listing(unit);
            }

            List<Records.Document> documents = records.of(terminal);
            TABLE.put(point, line(point, journal, pages, documents));
            assertEquals(point.fate.pages + 1, pages.size(), pages::toString);
            assertEquals(pages.size(), pages.stream().distinct().count(), "a page was printed twice: " + pages);
            assertEquals(point.fate == Fate.IN_HAND ? 2 : 0, sheets);
            assertEquals(
                    verdicts(point.fate),
                    documents.stream().map(Records.Document::verdict).toList());
            assertTrue(
                    journal.stream().noneMatch(line -> line.startsWith("outbox") && !line.endsWith("accepted")),
                    journal::toString);
            for (String person : List.of("certificate", "one-page")) {
                assertEquals(List.of(), Traces.of(home.person(person), unit, temp, log));
            }
        }
    }

    private static void playUntilThePowerIsCut(
            KillPoint point, Citizen citizen, KioskOutside kiosk, Cabinet cabinet, SandboxCity home, Records records) {
        switch (point) {
            case CARD_READ -> {
                citizen.reaches("confirmation");
                kiosk.kill();
            }
            case ISSUE_UNANSWERED -> {
                home.faults().at("/v1/documents", new Fault.AnswerLost());
                citizen.reaches("confirmation");
                citizen.goesOn();
                Eventually.holds(() -> !records.of(point.terminal()).isEmpty(), () -> "nothing issued");
                kiosk.kill();
            }
            case PAGE_1_MOVES -> {
                citizen.reaches("printing", "0 of 2");
                Eventually.holds(() -> cabinet.printer.lastDocument().isPresent(), () -> "no document at the printer");
                kiosk.kill();
            }
            case PAGE_1_OUT -> {
                citizen.reaches("printing", "1 of 2");
                kiosk.kill();
            }
            case DELIVERY_UNANSWERED -> {
                home.faults().atEnd("/delivery", new Fault.AnswerLost());
                citizen.reaches("farewell");
                kiosk.kill();
            }
            case PRINT_DONE_NOBODY_LEFT -> citizen.on("take-paper", () -> {}).untilDark();
            default -> citizen.untilDark();
        }
        kiosk.awaitDark();
        citizen.forgetSights();
    }

    /** What the citizen of before has carried away when all is settled. */
    private static int settles(KillPoint point, Citizen citizen, Path unit) {
        if (point == KillPoint.PRINT_DONE_NOBODY_LEFT) {
            citizen.on("out-of-service", () -> {}).on("attract", () -> {});
            citizen.patientFor(PAPER_IS_GIVEN_UP).reaches("out-of-service");
            citizen.reaches("attract");
            Eventually.holds(() -> JournalReading.settled(unit), () -> JournalReading.listing(unit));
            // Staff come and throw the paper away.
            citizen.asUsualOn("out-of-service").asUsualOn("attract").asUsualOn("take-paper");
            citizen.staffEmptyTheTray();
            return 0;
        }
        citizen.on("attract", () -> {}).reaches("attract");
        if (point.paperLies()) {
            citizen.reaches("out-of-service");
            citizen.goesOn().reaches("attract");
        }
        Eventually.holds(() -> JournalReading.settled(unit), () -> JournalReading.listing(unit));
        citizen.asUsualOn("attract");
        return citizen.sheets();
    }

    /** The interrupted document's, if there is one, and the next citizen's. */
    private static List<String> verdicts(Fate fate) {
        return switch (fate) {
            case NEVER_ISSUED -> List.of("genuine");
            case REVOKED, LEFT_BEHIND -> List.of("revoked", "genuine");
            case IN_HAND -> List.of("genuine", "genuine");
        };
    }

    private static String line(
            KillPoint point, List<String> journal, List<PrinterEvent.PageOut> pages, List<Records.Document> documents) {
        Optional<String> transaction = journal.stream()
                .filter(line -> line.contains("  insurance-certificate  "))
                .findFirst();
        String outcome = point == KillPoint.CARD_READ
                ? "nothing begun"
                : transaction
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .orElse("no transaction");
        String document = documents.size() == 1 ? "none" : documents.get(0).state();
        return "%-52s %-14s pages %d  document %-10s %s"
                .formatted(
                        point.when,
                        outcome,
                        pages.size() - 1,
                        document,
                        documents.size() == 1 ? "" : documents.get(0).verdict());
    }
}
