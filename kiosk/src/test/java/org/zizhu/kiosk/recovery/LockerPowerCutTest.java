package org.zizhu.kiosk.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Witness;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The power is cut after each journal entry of a box that is opened: the platform hears of each box, and no door opens by itself. */
class LockerPowerCutTest {

    private static final SealedPaper PAPER = new SealedPaper();

    @TempDir
    Path folder;

    private static final class PowerCut extends Error {
        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    static Stream<Arguments> everyEntry() {
        return Stream.of(
                // LOCKER twice, then TAKE
                Arguments.of("locker-collection", 1, "UNKNOWN"),
                Arguments.of("locker-collection", 2, "UNKNOWN"),
                Arguments.of("locker-collection", 3, "TAKEN"),
                Arguments.of("locker-collection", 4, "TAKEN"),
                // RESERVE twice before, and PUT_IN
                Arguments.of("locker-deposit", 1, "released"),
                Arguments.of("locker-deposit", 2, "NOT_OPENED"),
                Arguments.of("locker-deposit", 3, "UNKNOWN"),
                Arguments.of("locker-deposit", 4, "UNKNOWN"),
                Arguments.of("locker-deposit", 5, "DEPOSITED"));
    }

    @ParameterizedTest
    @MethodSource("everyEntry")
    void powerCutAfterEntry(String item, int entry, String fact) {
        int[] entries = {0};
        Tabletop before = new Tabletop(folder, PAPER, new Witness() {
            @Override
            public void appended(Entry written) {
                if (++entries[0] == entry) {
                    throw new PowerCut();
                }
            }
        });
        before.comesFor(item).on("confirmation", new Action.Confirm());
        assertThrows(PowerCut.class, () -> before.runUntil("home"));
        before.close();
        int opened = before.locker.opened.size();

        try (Tabletop after = new Tabletop(folder, PAPER, before)) {
            after.time.after(Duration.ofMinutes(3), () -> after.does(new Action.Begin()));
            after.runUntil("home");
            after.carry();

            assertEquals(List.of(), after.journal.open(), after::listing);
            assertEquals(opened, after.locker.opened.size());
            if (fact.equals("released")) {
                assertEquals(1, after.collection.released.size());
                assertTrue(after.collection.outcomes.isEmpty());
            } else {
                assertEquals(List.of(List.of(fact)), List.copyOf(after.collection.outcomes.values()), after::listing);
            }
        }
    }
}
