package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The power is cut after each journal entry of a certificate; then the unit starts again. */
class PowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();

    /** ISSUE, PRINT, TAKE and RECEIPT, each with intent and outcome. */
    private static final int ENTRIES = 8;

    @TempDir
    Path folder;

    /** Nothing in the kiosk catches it, as nothing catches a power cut. */
    private static final class PowerCut extends Error {
        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    static IntStream everyEntry() {
        return IntStream.rangeClosed(1, ENTRIES);
    }

    @ParameterizedTest
    @MethodSource("everyEntry")
    void powerCutAfterEntry_isSettled_andTheNextCitizenIsServed(int entry) throws IOException {
        Tabletop before = cutAfter(entry);
        before.time.after(
                Duration.ofSeconds(20), () -> before.printer.says(DeviceStatus.online(MediaState.NOT_PRESENT)));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.comesFor("insurance-certificate")
                    .on("confirmation", new Action.Confirm())
                    .on("review", new Action.SkipReview())
                    .runUntil("home");

            assertEquals(List.of(), after.journal.open());
            assertEquals(List.of(), after.troubles());
            // The interrupted certificate at the most once, and the new one once.
            assertTrue(after.printer.paper.size() <= 2 * SealedPaper.PAGES, after.printer.paper::toString);
            assertEquals(
                    after.printer.paper.size(),
                    after.printer.paper.stream().distinct().count() * SealedPaper.PAGES);
            assertEquals(2, count(after.listing(), "  insurance-certificate  "));
            assertNothingPersonalIn(folder);
        }
    }

    @Test
    void cutBeforePrinting_withdrawsTheDocument() {
        Tabletop before = cutAfter(2);
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.runUntil("attract");
            assertEquals(0, after.printer.paper.size());
            assertTrue(after.listing().contains("undone"), after.listing());
        }
    }

    @Test
    void cutWhileNobodyKnowsWhetherItWasIssued_withdrawsIt_andTheUnitServesOn() {
        Tabletop before = cutAfter(
                2, table -> table.platform.answers(TablePlatform.Call.ISSUE, new Answer.Failed<>(Answer.Why.TOO_SLOW)));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.runUntil("attract");
            assertEquals(List.of(), after.journal.open());
            assertTrue(after.listing().contains("insurance-certificate  undone"), after.listing());
            assertTrue(after.listing().contains("/v1/withdrawals"), after.listing());
        }
    }

    @Test
    void cutWhilePrinting_asksThePrinter_andFindsItPrinted() {
        Tabletop before = cutAfter(4);
        before.time.after(
                Duration.ofSeconds(5), () -> before.printer.says(DeviceStatus.online(MediaState.NOT_PRESENT)));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.runUntil("attract");
            assertEquals(SealedPaper.PAGES, after.printer.paper.size());
            assertTrue(after.listing().contains("insurance-certificate  done"), after.listing());
        }
    }

    @Test
    void cutWhilePrinting_andThePrinterRestartedToo_staysUnknown() {
        Tabletop before = cutAfter(3);
        before.printer.remembers(Completion.success(new PrintEnd.Unknown(0, SealedPaper.PAGES, "printer-restarted")));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.runUntil("attract");
            assertTrue(after.listing().contains("insurance-certificate  unknown"), after.listing());
            assertEquals(0, after.printer.paper.size());
        }
    }

    @Test
    void cutWhilePrinting_andThePrinterIsGone_keepsPrintingClosed_untilItCanBeAsked() {
        Tabletop before = cutAfter(3);
        before.printer.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.time.after(Duration.ofSeconds(30), after.printer::worksAgain);
            after.on("attract", () -> after.time.after(Duration.ofMinutes(1), () -> after.does(new Action.Begin())))
                    .runUntil("home");
            assertEquals(List.of(), after.journal.open());
            assertTrue(after.listing().contains("insurance-certificate  undone"), after.listing());
        }
    }

    @Test
    void paperThatStillLiesThereAfterTheRestart_isWaitedFor_andRevokedIfNobodyTakesIt() {
        Tabletop before = cutAfter(5, table -> table.printer.sheetsAreTakenAfter(Duration.ofHours(2)));
        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.runUntil("attract");
            assertTrue(after.screens().contains("out-of-service"), after.screens()::toString);
            assertTrue(after.listing().contains("TAKE     FAILED"), after.listing());
        }
    }

    private Tabletop cutAfter(int entry) {
        return cutAfter(entry, table -> {});
    }

    private Tabletop cutAfter(int entry, Consumer<Tabletop> world) {
        int[] entries = {0};
        Tabletop table = new Tabletop(folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                if (++entries[0] == entry) {
                    throw new PowerCut();
                }
            }
        });
        world.accept(table);
        table.comesFor("insurance-certificate").on("confirmation", new Action.Confirm());
        assertThrows(PowerCut.class, () -> table.runUntil("attract"));
        table.close();
        // A card that lay there through a power cut would be a stranger's.
        table.reader.lift();
        return table;
    }

    private static long count(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).count();
    }

    private static void assertNothingPersonalIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String secret : List.of(Tabletop.NAME, Tabletop.NUMBER)) {
                    String bytes = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                    assertFalse(content.contains(bytes), file::toString);
                }
            }
        }
    }
}
