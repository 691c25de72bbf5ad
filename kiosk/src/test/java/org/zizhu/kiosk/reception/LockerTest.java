package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.locker.Locker.Door;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCollection;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Somebody takes what waits for them in a box, or leaves documents in one. */
class LockerTest {

    private static final SealedPaper PAPER = new SealedPaper();

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void unit() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void everyBoxIsAccountedFor() {
        table.carry();
        assertEquals(List.of(), table.journal.open(), table::listing);
        table.close();
    }

    /** The door opens and is closed, and they answer this. */
    private Tabletop opens(Action action) {
        return table.comesFor("locker-collection").on("confirmation", action);
    }

    @Test
    void doorOpensAndIsClosed_whoSaysTheyHaveItHasIt() {
        opens(new Action.Confirm()).on("review", new Action.SkipReview()).runUntil("home");

        assertEquals(List.of(3), table.locker.opened);
        assertOutcome("TAKEN");
    }

    @Test
    void severalBoxes_areOpenedOneAfterTheOther() {
        table.collection.boxes = List.of(
                new Box("BOX-0000000000000001", 1, Text.of("居住证", "Residence permit")),
                new Box("BOX-0000000000000002", 4, Text.of("营业执照", "Business licence")));
        opens(new Action.Confirm())
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of(1, 4), table.locker.opened);
        assertOutcome("TAKEN");
    }

    @Test
    void nothingWaits_isSaid_andNoDoorMoves() {
        table.collection.answers(
                TableCollection.Call.BOXES, new Answer.Refused<>("locker-nothing-waits", Text.of("没有", "Nothing")));
        table.comesFor("locker-collection").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("locker-nothing-waits"), table.troubles());
        assertEquals(List.of(), table.locker.opened);
    }

    @Test
    void doorThatDoesNotOpen_theCitizenIsAsked() {
        table.locker.nextFails(FailureCode.HARDWARE_ERROR, "door-stuck");
        opens(new Action.Decline()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("box-stuck"), table.troubles());
        assertOutcome("NOT_OPENED");
    }

    @Test
    void switchThatDoesNotSeeTheDoor_whoeverTookItSaysSo() {
        table.locker.nextFails(FailureCode.HARDWARE_ERROR, "door-stuck");
        opens(new Action.Confirm())
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertOutcome("TAKEN");
    }

    @Test
    void boardThatIsSilent_leavesTheDoorShut() {
        table.locker.nextFails(FailureCode.NOT_READY, "board-1-silent");
        table.comesFor("locker-collection").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("locker-fault"), table.troubles());
        assertOutcome("NOT_OPENED");
    }

    @Test
    void doorThatStoodOpenBefore_isLeftToStaff() {
        table.locker.moves(3, Door.OPEN);
        table.comesFor("locker-collection").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("box-found-open"), table.troubles());
        assertOutcome("FOUND_OPEN");
    }

    @Test
    void somebodyElsesThingInTheBox_isLeftThere() {
        opens(new Action.Decline()).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("box-not-theirs"), table.troubles());
        assertOutcome("NOT_THEIRS");
    }

    @Test
    void boxOfWhichThePlatformHasNotHeardYet_isNotOpenedAgain_untilItHas() {
        opens(new Action.Decline()).on("trouble", new Action.Back());
        asksAgain(() -> {}).on("trouble", new Action.Back());
        asksAgain(table::carry).on("confirmation", new Action.Back()).runUntil("home");

        assertEquals(List.of("box-not-theirs", "box-just-opened"), table.troubles());
        assertEquals(List.of(3, 3), table.locker.opened);
    }

    private Tabletop asksAgain(Runnable meanwhile) {
        return table.on("home", () -> {
                    meanwhile.run();
                    table.does(new Action.ChooseItem("locker-collection"));
                })
                .on("guide", new Action.Confirm());
    }

    @Test
    void closedWithoutAnythingTaken_stillWaits() {
        opens(new Action.Back()).runUntil("home");

        assertEquals(List.of(), table.troubles());
        assertOutcome("NOT_MOVED");
    }

    @Test
    void closedTooSoon_isOpenedAgain() {
        opens(new Action.Retry())
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of(3, 3), table.locker.opened);
        assertOutcome("TAKEN");
    }

    @Test
    void doorLeftOpen_isLeftToStaff() {
        table.locker.nobodyCloses();
        table.comesFor("locker-collection").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("box-left-open"), table.troubles());
        assertOutcome("UNKNOWN");
    }

    @Test
    void walkedAwayWithTheDoorClosed_nobodyCanSayWhetherItWasTaken() {
        table.comesFor("locker-collection").runUntil("attract");

        assertOutcome("UNKNOWN");
    }

    @Test
    void documentsArePutIntoAFreeBox_andReceipted() {
        table.comesFor("locker-deposit")
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of(5), table.locker.opened);
        assertOutcome("DEPOSITED");
        assertTrue(table.listing().contains("RECEIPT"), table::listing);
    }

    @Test
    void freeBoxThatIsNotEmpty_isLeftToStaff() {
        table.comesFor("locker-deposit")
                .on("confirmation", new Action.Decline())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("box-not-theirs"), table.troubles());
        assertOutcome("NOT_THEIRS");
    }

    @Test
    void platformThatDoesNotAnswer_keepsNoBox() {
        table.collection.failsAfterwards = true;
        table.collection.answers(TableCollection.Call.FREE_BOX, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        table.comesFor("locker-deposit").on("trouble", new Action.Back()).runUntil("home");
        table.carry();

        assertEquals(List.of(), table.locker.opened);
        assertEquals(List.copyOf(table.collection.reserved.keySet()), table.collection.released);
    }

    private void assertOutcome(String fact) {
        table.carry();
        assertFalse(table.collection.outcomes.isEmpty(), table::listing);
        table.collection.outcomes.values().forEach(facts -> assertEquals(List.of(fact), facts));
    }
}
