package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** People leave without a word, at any screen. The kiosk asks, waits, wipes and attracts again. */
class WalkAwayTest {

    private static final SealedPaper PAPER = new SealedPaper();

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    /** Found in simulated time: the mains failed in the second in which a card was read. */
    @Test
    void whoeverGoesWhileTheirCardIsBeingRead_leavesNoPhotoBehind() {
        byte[] photo = new byte[CardPhoto.BYTES];
        Arrays.fill(photo, (byte) 0x5A);
        table.reader.reads(Completion.success(new CardReading(
                Tabletop.resident(),
                Optional.empty(),
                new CardPhoto(photo),
                new byte[0],
                "05.03-20160820-0001234567-1234567890")));
        walkTo("present-card");
        table.on("present-card", () -> {
                    table.reader.put();
                    table.does(new Action.EndVisit());
                })
                .on("farewell", table.reader::lift)
                .runUntil("attract");

        assertArrayEquals(new byte[CardPhoto.BYTES], photo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home",
                "guide",
                "present-card",
                "trouble",
                "confirmation",
                "records",
                "cases",
                "case-progress",
                "review",
                "help-by-person"
            })
    void citizenWhoWalksAwayAt_isWarned_signedOutAndForgotten(String screen) {
        walkTo(screen);
        table.runUntil("attract");

        assertTrue(table.screens().contains(screen), table.screens()::toString);
        assertTrue(table.views.stream().anyMatch(view -> view.idleSecondsLeft().isPresent()));
        View last = table.views.get(table.views.size() - 1);
        assertEquals(Presentation.USUAL, last.presentation());
        assertTrue(last.citizen().isEmpty());
        assertEquals(0, table.journal.open().size());
    }

    @Test
    void warningCountsDown_andMoreTimeEndsIt() {
        table.on("attract", new Action.Begin());
        table.on("home", () -> table.time.after(Desks.UNTIL_WARNED, () -> table.does(new Action.MoreTime())));
        table.runUntil("attract");

        List<Integer> countdown = table.views.stream()
                .filter(view -> view.idleSecondsLeft().isPresent())
                .map(view -> view.idleSecondsLeft().getAsInt())
                .toList();
        // Warned, saved by "more time", and warned again to the end.
        assertEquals(2, countdown.stream().filter(left -> left == 20).count(), countdown::toString);
        assertEquals(1, countdown.get(countdown.size() - 1));
    }

    @Test
    void touchMeantForAnOlderScreen_isIgnored() {
        table.on("attract", () -> {
            View attract = table.views.get(table.views.size() - 1);
            table.does(new Action.Begin());
            // The second half of a double touch.
            table.time.put(
                    new org.zizhu.kiosk.visit.Event.Acted(attract.number(), new Action.ChooseItem("case-progress")));
        });
        table.on("home", new Action.EndVisit()).runUntil("attract");
        assertFalse(table.screens().contains("guide"), table.screens()::toString);
    }

    @Test
    void languageAndTypeSize_areKeptThroughTheVisit_andGoneAfterIt() {
        table.on("attract", new Action.Begin())
                .on("home", () -> {
                    table.does(new Action.ChooseLanguage(Language.ENGLISH));
                    table.does(new Action.LargeType(true));
                    table.does(new Action.ChooseItem("case-progress"));
                })
                .on("guide", new Action.EndVisit())
                .runUntil("attract");

        View guide = table.views.stream()
                .filter(view -> view.screen().id().equals("guide"))
                .findFirst()
                .orElseThrow();
        View farewell = table.views.stream()
                .filter(view -> view.screen().id().equals("farewell"))
                .findFirst()
                .orElseThrow();
        assertEquals(new Presentation(Language.ENGLISH, true, false, false), guide.presentation());
        assertEquals(guide.presentation(), farewell.presentation());
        assertEquals(Presentation.USUAL, table.views.get(table.views.size() - 1).presentation());
    }

    private void walkTo(String screen) {
        switch (screen) {
            case "home" -> table.on("attract", new Action.Begin());
            case "guide" -> table.on("attract", new Action.Begin()).on("home", new Action.ChooseItem("case-progress"));
            case "present-card" ->
                table.on("attract", new Action.Begin())
                        .on("home", new Action.ChooseItem("case-progress"))
                        .on("guide", new Action.Confirm());
            case "trouble" -> {
                table.reader.reads(Completion.failed(FailureCode.INVALID_DATA, "text-block-nonsense"));
                table.comesFor("case-progress");
            }
            case "confirmation" -> table.comesFor("insurance-certificate");
            case "records" -> table.comesFor("contribution-query");
            case "cases" -> table.comesFor("case-progress");
            case "case-progress" -> table.comesFor("case-progress").on("cases", new Action.ChooseCase(0));
            case "review" -> table.comesFor("case-progress").on("cases", new Action.Confirm());
            case "help-by-person" -> table.on("attract", new Action.Begin()).on("home", new Action.Help());
            default -> throw new IllegalArgumentException(screen);
        }
    }

    /** Times of the desk, as a citizen would count them. */
    private static final class Desks {
        static final java.time.Duration UNTIL_WARNED = java.time.Duration.ofSeconds(65);
    }
}
