package org.zizhu.drivers.blank.composed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.blank.composed.BlankOnTheBench.FIRST;
import static org.zizhu.drivers.blank.composed.BlankOnTheBench.LONG;
import static org.zizhu.drivers.blank.composed.BlankOnTheBench.assertFailed;
import static org.zizhu.drivers.blank.composed.BlankOnTheBench.success;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.blank.BlankNumber;
import org.zizhu.drivers.blank.BlankPrinter.Fed;
import org.zizhu.drivers.blank.BlankPrinter.Place;
import org.zizhu.drivers.blank.BlankPrinter.State;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Blank;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Jam;
import org.zizhu.drivers.blank.emulator.BlankMechanismEmulator.Spot;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.emulator.LineFault;

/** What happens to numbered blanks, one story each, over the real bytes of all three lines. */
@Execution(ExecutionMode.CONCURRENT)
class BlankStoriesTest {
    private static final String SECOND = BlankNumber.after(FIRST, 1);

    @TempDir
    Path folder;

    private BlankOnTheBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new BlankOnTheBench(folder).start();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void blankIsFedReadPrintedPresentedAndTaken() throws Exception {
        assertEquals(FIRST, bench.number());
        assertEquals(State.FED, bench.driver.state());
        bench.await(status -> status.media() == MediaState.ENTERING);
        assertEquals(new PrintEnd.Printed(1), bench.printed());
        assertTrue(!bench.mechanism.take(), "the outlet is shut until it is presented");
        assertEquals(Place.OUTLET, success(bench.driver.present(LONG)));
        assertEquals(State.PRESENTING, bench.driver.state());
        bench.await(status -> status.media() == MediaState.PRESENT);
        bench.holds(bench.mechanism::take);
        bench.await(status -> status.media() == MediaState.NOT_PRESENT);
        assertEquals(State.TAKEN, bench.driver.state());
        bench.holds(() -> !bench.mechanism.shutterOpen());
        assertEquals(List.of(new Blank(FIRST, false)), bench.mechanism.taken());
        assertEquals(SECOND, bench.number());
    }

    @Test
    void tornNumber_isToldAndTheBlankGoesIntoTheBin() throws Exception {
        bench.mechanism.tearNext();
        assertEquals(new Fed.Unreadable(), bench.feeds());
        assertEquals(Place.NONE, success(bench.driver.retract(LONG)));
        assertEquals(State.RETRACTED, bench.driver.state());
        assertEquals(List.of(new Blank(FIRST, true)), bench.mechanism.bin());
        assertEquals(SECOND, bench.number());
    }

    @Test
    void twoFedAtOnce_areBothNamedAndBothGoIntoTheBin() throws Exception {
        bench.mechanism.doubleNext();
        assertEquals(new Fed.Several(List.of(FIRST, SECOND)), bench.feeds());
        success(bench.driver.retract(LONG));
        assertEquals(2, bench.mechanism.bin().size());
        assertEquals(BlankNumber.after(FIRST, 2), bench.number());
    }

    @Test
    void blankOutOfSequence_isReadAsItIs() throws Exception {
        bench.mechanism.misplaceNext();
        assertEquals(BlankNumber.after(FIRST, 37), bench.number());
    }

    @Test
    void emptyMagazine_isToldBeforeAndAfter() throws Exception {
        bench.mechanism.emptyMagazine();
        bench.await(status -> status.state() == DeviceState.USER_ERROR
                && status.reasons().equals(List.of("blanks-empty"))
                && status.level(Supply.BLANKS) == SupplyLevel.OUT);
        assertFailed(FailureCode.NOT_READY, "blanks-empty", bench.driver.feed(LONG));
        bench.mechanism.load("4301000512349001", 1);
        bench.await(DeviceStatus::usable);
        assertEquals("4301000512349001", bench.number());
        // The last one is on its way, and can be handed out.
        assertTrue(bench.driver.status().usable());
        assertEquals(new PrintEnd.Printed(1), bench.printed());
    }

    @Test
    void fullBin_stopsFeedingAndRetracting() throws Exception {
        assertEquals(FIRST, bench.number());
        bench.mechanism.fillBin(true);
        assertFailed(FailureCode.NOT_READY, "bin-full", bench.driver.retract(LONG));
        bench.mechanism.emptyBin();
        success(bench.driver.retract(LONG));
        bench.mechanism.fillBin(true);
        bench.await(status -> status.reasons().contains("bin-full") && !status.usable());
        assertFailed(FailureCode.NOT_READY, "bin-full", bench.driver.feed(LONG));
    }

    @Test
    void blankThatNobodyTakes_isRetracted() throws Exception {
        bench.number();
        bench.printed();
        success(bench.driver.present(LONG));
        success(bench.driver.retract(LONG));
        assertEquals(List.of(new Blank(FIRST, false)), bench.mechanism.bin());
        assertTrue(!bench.mechanism.shutterOpen());
        assertEquals(1L, bench.driver.history().counters().get("blanks-retracted"));
    }

    @ParameterizedTest
    @EnumSource
    void jam_isToldWhereverItIs_andOverWhenStaffHaveClearedIt(Jam where) throws Exception {
        bench.mechanism.jamNext(where);
        switch (where) {
            case BEFORE_READER -> assertFailed(FailureCode.HARDWARE_ERROR, "blank-jammed", bench.driver.feed(LONG));
            case BEFORE_PRINTING -> {
                bench.number();
                assertEquals(new PrintEnd.NotPrinted("blank-jammed"), bench.printed());
            }
            case WHILE_PRINTING -> {
                bench.number();
                assertEquals(new PrintEnd.NotPrinted("media-jam"), bench.printed());
            }
            case AFTER_PRINTING -> {
                bench.number();
                assertEquals(new PrintEnd.Partly(1, 1, "blank-jammed"), bench.printed());
            }
            case INTO_BIN -> {
                bench.number();
                assertFailed(FailureCode.HARDWARE_ERROR, "blank-jammed", bench.driver.retract(LONG));
            }
        }
        bench.await(status -> !status.usable() && status.media() == MediaState.JAMMED);
        assertEquals(State.JAM, bench.driver.state());
        assertInstanceOf(Completion.Failed.class, bench.driver.feed(LONG).get());
        bench.staffClearTheWay();
        assertEquals(List.of(new Blank(FIRST, false)), bench.mechanism.removed());
        assertEquals(SECOND, bench.number());
    }

    @Test
    void commandsOutOfOrder_moveNothing() throws Exception {
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-blank", bench.print(UUID.randomUUID()));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-blank", bench.driver.present(LONG));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-blank", bench.driver.retract(LONG));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-blank", bench.driver.read(LONG));
        bench.number();
        assertFailed(FailureCode.SEQUENCE_ERROR, "blank-on-the-way", bench.driver.feed(LONG));
        assertEquals(Place.READER, success(bench.driver.place(LONG)));
    }

    @Test
    void kioskRestartedWithABlankAtTheReader_readsItsNumberAgain() throws Exception {
        bench.number();
        bench.restart();
        bench.await(status -> status.usable() && status.media() == MediaState.ENTERING);
        assertEquals(Place.READER, success(bench.driver.place(LONG)));
        assertEquals(new Fed.Ready(FIRST), success(bench.driver.read(LONG)));
        success(bench.driver.retract(LONG));
    }

    @Test
    void kioskRestartedAfterPrinting_findsTheJobAndTheBlank() throws Exception {
        Instant before = Instant.now();
        UUID job = UUID.randomUUID();
        bench.number();
        success(bench.print(job));
        bench.restart();
        bench.await(DeviceStatus::usable);
        assertEquals(new PrintEnd.Printed(1), bench.whatBecameOf(job, before));
        assertEquals(new PrintEnd.NotPrinted("never-arrived"), bench.whatBecameOf(UUID.randomUUID(), before));
        assertEquals(Place.OUTLET, success(bench.driver.place(LONG)));
        success(bench.driver.retract(LONG));
    }

    @Test
    void kioskRestartedWhilePresenting_shutsTheOutlet() throws Exception {
        bench.number();
        bench.printed();
        success(bench.driver.present(LONG));
        bench.holds(bench.mechanism::shutterOpen);
        bench.restart();
        bench.holds(() -> !bench.mechanism.shutterOpen());
    }

    @Test
    void powerCutWhileABlankIsMoving_leavesItToBeCarriedOn() throws Exception {
        CompletableFuture<Completion<Fed>> feeding = bench.driver.feed(LONG);
        bench.holds(() -> bench.mechanism.spot() == Spot.BETWEEN);
        bench.mechanism.powerOff();
        assertInstanceOf(Completion.Failed.class, feeding.get());
        bench.await(status -> !status.usable());
        bench.mechanism.powerOn();
        bench.await(DeviceStatus::usable);
        assertEquals(FIRST, bench.number());
    }

    @Test
    void powerCutWhilePrinting_isUnknown_andTheBlankIsPulledOutByStaff() throws Exception {
        bench.number();
        Instant before = Instant.now();
        UUID job = UUID.randomUUID();
        CompletableFuture<Completion<PrintEnd>> printing = bench.print(job);
        bench.holds(() -> bench.mechanism.spot() == Spot.PRINTER);
        bench.mechanism.powerOff();
        assertTrue(!(printing.get() instanceof Completion.Success<PrintEnd> end
                && end.value() instanceof PrintEnd.Printed));
        bench.mechanism.powerOn();
        bench.await(status -> status.reasons().contains("media-jam"));
        assertInstanceOf(PrintEnd.Unknown.class, bench.whatBecameOf(job, before));
        bench.staffClearTheWay();
        assertEquals(SECOND, bench.number());
    }

    @ParameterizedTest
    @EnumSource
    void disturbedBoard_doesNotLoseTheBlank(LineFault fault) throws Exception {
        bench.board.line().fault(fault, 2);
        assertEquals(FIRST, bench.number());
        bench.board.line().fault(fault, 2);
        assertEquals(new PrintEnd.Printed(1), bench.printed());
    }

    @Test
    void silentReader_isTheReason() throws Exception {
        bench.reader.power(false);
        bench.await(status ->
                status.state() == DeviceState.HARDWARE_ERROR && status.reasons().equals(List.of("reader-silent")));
        assertFailed(FailureCode.NOT_READY, "reader-silent", bench.driver.feed(LONG));
        bench.reader.power(true);
        bench.await(DeviceStatus::usable);
    }

    @Test
    void printerWithoutANetwork_isTheReason_andNoBlankIsFedForIt() throws Exception {
        bench.printer.unplugNetwork();
        bench.await(status -> status.reasons().equals(List.of("printer-link-lost")));
        assertFailed(FailureCode.NOT_READY, "printer-link-lost", bench.driver.feed(LONG));
        bench.printer.plugNetwork();
        bench.await(DeviceStatus::usable);
    }

    @Test
    void cancelledPrint_isCancelledAtThePrinter() throws Exception {
        bench.number();
        CompletableFuture<Completion<PrintEnd>> printing = bench.print(UUID.randomUUID());
        bench.holds(() -> bench.mechanism.spot() == Spot.PRINTER);
        bench.driver.cancel();
        assertFailed(FailureCode.CANCELLED, "cancelled", printing);
        // What moves comes out all the same.
        bench.holds(() -> bench.mechanism.spot() == Spot.OUTLET);
        success(bench.driver.retract(LONG));
        assertEquals(SECOND, bench.number());
    }

    @Test
    void selfTest_movesNothing() throws Exception {
        String found = success(bench.driver.selfTest(Duration.ofSeconds(20)));
        assertTrue(found.startsWith("sensors []"), found);
        assertEquals(20, bench.mechanism.blanksLeft());
    }
}
