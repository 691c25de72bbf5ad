package org.zizhu.drivers.dispenser.crt591;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.LONG;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.assertFailed;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.success;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.drivers.dispenser.crt591.emulator.DispenserView;
import org.zizhu.drivers.dispenser.crt591.emulator.HandshakeFault;

/** Handing out cards, and all that comes in between; the driver against the emulated device over a pseudo terminal. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class DispenserStoriesTest {

    @TempDir
    Path folder;

    private DispenserOnTheBench bench;

    @BeforeEach
    void set() throws Exception {
        bench = DispenserOnTheBench.in(folder);
        bench.device.load(Collections.nCopies(20, EmulatedChipCard.mute()));
        bench.start();
    }

    @AfterEach
    void clear() {
        bench.close();
    }

    @Test
    void cardIsDrawnEjectedAndTaken_andTheStatusFollows() throws Exception {
        assertEquals(online(MediaState.NOT_PRESENT, SupplyLevel.FULL), bench.driver.status());
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        assertEquals(Position.GATE, success(bench.driver.hold(LONG)));
        assertEquals(Position.GATE, success(bench.driver.eject(LONG)));
        bench.await(status -> status.equals(online(MediaState.PRESENT, SupplyLevel.FULL)));
        assertTrue(bench.device.pullCard().isPresent());
        long taken = System.nanoTime();
        bench.await(status -> status.media() == MediaState.NOT_PRESENT);
        assertTrue(Duration.ofNanos(System.nanoTime() - taken).toSeconds() < 10);
        assertEquals(1, bench.counted("cards-drawn"));
        assertEquals(1, bench.counted("cards-taken"));
        assertEquals(19, bench.device.view().inStacker());
    }

    @Test
    void cardThatNobodyTakes_isCaptured() throws Exception {
        success(bench.driver.moveToChip(LONG));
        success(bench.driver.eject(LONG));
        assertEquals(Position.NONE, success(bench.driver.capture(LONG)));
        assertEquals(1, success(bench.driver.captured(LONG)));
        assertEquals(1, bench.device.view().inBin());
        assertEquals(1, bench.counted("cards-captured"));
        assertEquals(0, bench.counted("cards-taken"));
    }

    @Test
    void wrongCard_isCaptured_andTheNextOneDrawn() throws Exception {
        success(bench.driver.moveToChip(LONG));
        success(bench.driver.capture(LONG));
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertEquals(18, bench.device.view().inStacker());
        assertEquals(1, bench.device.view().inBin());
    }

    @Test
    void cardUnderTheContactsAlready_staysAndNoOtherIsDrawn() throws Exception {
        success(bench.driver.moveToChip(LONG));
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertEquals(19, bench.device.view().inStacker());
    }

    /** The device would draw a new card from the stacker and hand it out. */
    @Test
    void nothingOnTheWay_isNeitherEjectedHeldNorCaptured() throws Exception {
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", bench.driver.eject(LONG));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", bench.driver.hold(LONG));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", bench.driver.capture(LONG));
        assertEquals(20, bench.device.view().inStacker());
    }

    @Test
    void lastCards_areTold_andAnEmptyStackerStopsItOnceTheWayIsFree() throws Exception {
        bench.device.emptyStacker();
        bench.device.load(Collections.nCopies(2, EmulatedChipCard.mute()));
        bench.await(status -> status.level(Supply.CARDS) == SupplyLevel.LOW && status.usable());
        success(bench.driver.moveToChip(LONG));
        success(bench.driver.capture(LONG));
        success(bench.driver.moveToChip(LONG));
        bench.await(status -> status.level(Supply.CARDS) == SupplyLevel.OUT && status.usable());
        assertEquals(List.of("stacker-empty"), bench.driver.status().reasons());
        success(bench.driver.eject(LONG));
        bench.device.pullCard();
        bench.await(status -> status.state() == DeviceState.USER_ERROR);
        assertFailed(FailureCode.NOT_READY, "stacker-empty", bench.driver.moveToChip(LONG));
        bench.device.load(Collections.nCopies(50, EmulatedChipCard.mute()));
        bench.await(status -> status.equals(online(MediaState.NOT_PRESENT, SupplyLevel.FULL)));
    }

    @Test
    void binFullOnCapture_leavesTheCardWhereItIs() throws Exception {
        success(bench.driver.moveToChip(LONG));
        bench.device.fillBin();
        assertFailed(FailureCode.NOT_READY, "bin-full", bench.driver.capture(LONG));
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        bench.await(status -> status.usable() && status.reasons().equals(List.of("bin-full")));
        bench.device.emptyBin();
        assertEquals(Position.NONE, success(bench.driver.capture(LONG)));
    }

    @Test
    void jamOnTheWay_isTold_andClearedByHandItWorksAgain() throws Exception {
        bench.device.jamNextMove();
        assertFailed(FailureCode.HARDWARE_ERROR, "card-jammed", bench.driver.moveToChip(LONG));
        bench.await(status -> status.state() == DeviceState.USER_ERROR
                && status.media() == MediaState.JAMMED
                && status.reasons().equals(List.of("card-jammed")));
        bench.device.clearJam();
        bench.await(DeviceStatus::usable);
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
    }

    @Test
    void motorThatFails_isKnownFromTheMoveAlone_untilSomethingWasDoneAtTheMachine() throws Exception {
        bench.device.motorDead(true);
        assertFailed(FailureCode.HARDWARE_ERROR, "motor-failed", bench.driver.moveToChip(LONG));
        bench.await(status ->
                status.state() == DeviceState.HARDWARE_ERROR && status.reasons().equals(List.of("motor-failed")));
        bench.device.motorDead(false);
        bench.device.fillBin();
        bench.await(status -> status.reasons().equals(List.of("bin-full")));
        bench.device.emptyBin();
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
    }

    @Test
    void sensorThatSticks_isTold_andHealed() throws Exception {
        bench.device.sensorStuck(true);
        bench.await(status ->
                status.state() == DeviceState.HARDWARE_ERROR && status.reasons().equals(List.of("sensor-failed")));
        assertFailed(FailureCode.HARDWARE_ERROR, "sensor-failed", bench.driver.moveToChip(LONG));
        bench.device.sensorStuck(false);
        bench.await(DeviceStatus::usable);
    }

    @Test
    void cardPulledByHandWhileItMoves_isThePersonsDoing() throws Exception {
        success(bench.driver.moveToChip(LONG));
        CompletableFuture<Completion<Position>> ejecting = bench.driver.eject(LONG);
        bench.awaitMoving();
        assertTrue(bench.device.pullCard().isPresent());
        assertFailed(FailureCode.USER_ERROR, "card-moved-by-hand", ejecting);
        assertEquals(Position.NONE, success(bench.driver.position(LONG)));
    }

    @Test
    void cardPushedIntoTheGate_isSeen_andCanBeCaptured() throws Exception {
        assertTrue(bench.device.pushCard(EmulatedChipCard.mute()));
        bench.await(status -> status.media() == MediaState.PRESENT);
        assertEquals(Position.NONE, success(bench.driver.capture(LONG)));
        assertEquals(1, bench.device.view().inBin());
    }

    @Test
    void cancelledWhileItMoves_isStopped_andThePositionCanBeAsked() throws Exception {
        success(bench.driver.moveToChip(LONG));
        CompletableFuture<Completion<Position>> ejecting = bench.driver.eject(LONG);
        bench.awaitMoving();
        bench.driver.cancel();
        assertFailed(FailureCode.CANCELLED, "cancelled", ejecting);
        success(bench.driver.position(LONG));
        assertEquals(Position.NONE, success(bench.driver.capture(LONG)));
    }

    // The handshake.

    @ParameterizedTest
    @CsvSource({
        "FRAME_LOST, 1",
        "FRAME_LOST, 2",
        "FRAME_DAMAGED, 1",
        "FRAME_DAMAGED, 2",
        "ACK_LOST, 1",
        "HOST_ACK_LOST, 1",
    })
    void signThatIsLostWhileACardIsDrawn_drawsOneCard(HandshakeFault fault, int times) throws Exception {
        bench.device.disturb(fault, Crt591Command.TO_CHIP, times);
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertEquals(19, bench.device.view().inStacker());
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        assertEquals(0, bench.counted("outcomes-unknown"));
    }

    /** A second EJECT would draw another card, and hand it out. */
    @Test
    void ackAndAnswerLostWhileACardIsEjected_isUnknown_andNotDoneAgain() throws Exception {
        success(bench.driver.moveToChip(LONG));
        bench.device.disturb(HandshakeFault.ACK_LOST, Crt591Command.EJECT, 1);
        bench.device.disturb(HandshakeFault.ANSWER_LOST, Crt591Command.EJECT, 1);
        assertFailed(FailureCode.HARDWARE_ERROR, "outcome-unknown", bench.driver.eject(LONG));
        assertEquals(Position.GATE, success(bench.driver.position(LONG)));
        assertEquals(19, bench.device.view().inStacker());
        assertEquals(1, bench.counted("outcomes-unknown"));
    }

    @Test
    void answerThatNeverCame_isUnknown_andThePositionTellsTheRest() throws Exception {
        bench.device.disturb(HandshakeFault.ANSWER_LOST, Crt591Command.TO_CHIP, 1);
        assertFailed(FailureCode.HARDWARE_ERROR, "outcome-unknown", bench.driver.moveToChip(Duration.ofSeconds(2)));
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        assertEquals(19, bench.device.view().inStacker());
    }

    @ParameterizedTest
    @EnumSource(HandshakeFault.class)
    void signThatIsLostWhileItIsIdle_isNoticedByNobody(HandshakeFault fault) throws Exception {
        bench.device.disturb(fault, Crt591Command.STATUS, 1);
        assertEquals(Position.NONE, success(bench.driver.position(LONG)));
        bench.statuses.clear();
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertFalse(bench.statuses.stream().anyMatch(status -> !status.usable()));
    }

    /** After five years in a township hall: whatever gets lost on the line, each card is somewhere, and only once. */
    @Test
    void wornLine_losesNoCard(@TempDir Path township) throws Exception {
        int taken = 0;
        try (DispenserOnTheBench worn = DispenserOnTheBench.worn(township)) {
            worn.device.load(Collections.nCopies(20, EmulatedChipCard.mute()));
            worn.start();
            for (int visits = 0; visits < 6; visits++) {
                var unusedDrawn = worn.driver.moveToChip(LONG).get();
                var unusedEjected = worn.driver.eject(LONG).get();
                taken += worn.device.pullCard().isPresent() ? 1 : 0;
                worn.await(DeviceStatus::usable);
            }
            DispenserView left = worn.device.view();
            assertEquals(
                    20,
                    taken + left.inStacker() + left.inBin() + (left.onTheWay().equals("NOWHERE") ? 0 : 1));
            assertTrue(taken > 0);
        }
    }

    // Power and plug.

    @Test
    void powerCutWhileACardIsDrawn_isUnknown_andTheCardIsFoundAfterwards() throws Exception {
        CompletableFuture<Completion<Position>> drawing = bench.driver.moveToChip(Duration.ofSeconds(3));
        bench.awaitMoving();
        bench.device.power(false);
        assertFailed(FailureCode.HARDWARE_ERROR, "outcome-unknown", drawing);
        bench.await(status -> status.equals(DeviceStatus.without(DeviceState.POWER_OFF, "silent")));
        assertFailed(FailureCode.NOT_READY, "not-connected", bench.driver.eject(LONG));
        bench.device.power(true);
        bench.await(DeviceStatus::usable);
        assertEquals(Position.GATE, success(bench.driver.position(LONG)));
        assertEquals(Position.CHIP, success(bench.driver.moveToChip(LONG)));
        assertEquals(19, bench.device.view().inStacker());
    }

    @Test
    void powerCutTooShortToBeSeen_isFoundByTheDeviceNotBeingReady() throws Exception {
        success(bench.driver.moveToChip(LONG));
        bench.device.power(false);
        bench.device.power(true);
        while (bench.counted("initialised") < 2) {
            assertEquals(Position.CHIP, positionOnceReady());
        }
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        success(bench.driver.capture(LONG));
        assertEquals(1, success(bench.driver.captured(LONG)));
    }

    @Test
    void unpluggedWhileACardIsEjected_isUnknown_andPluggedInElsewhereTheCardIsFound() throws Exception {
        success(bench.driver.moveToChip(LONG));
        CompletableFuture<Completion<Position>> ejecting = bench.driver.eject(LONG);
        bench.awaitMoving();
        bench.device.line().unplug();
        assertFailed(FailureCode.HARDWARE_ERROR, "outcome-unknown", ejecting);
        bench.await(status -> status.equals(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost")));
        bench.device.line().replug();
        bench.await(DeviceStatus::usable);
        assertEquals(Position.GATE, success(bench.driver.position(LONG)));
        assertEquals(19, bench.device.view().inStacker());
    }

    @ParameterizedTest
    @CsvSource({"KEEP, CHIP, 0", "GATE, GATE, 0", "CAPTURE, NONE, 1"})
    void cardInsideAtStart_goesWhereTheWiringFileSays(CardAtStart policy, Position position, int inBin)
            throws Exception {
        success(bench.driver.moveToChip(LONG));
        bench.restart(policy);
        assertEquals(position, success(bench.driver.position(LONG)));
        assertEquals(inBin, bench.device.view().inBin());
        assertEquals(1, bench.counted("cards-found-at-start"));
    }

    @Test
    void cardInsideAfterAPowerCut_staysWhateverTheWiringFileSaysOfStart() throws Exception {
        bench.restart(CardAtStart.CAPTURE);
        success(bench.driver.moveToChip(LONG));
        bench.device.power(false);
        bench.await(status -> status.state() == DeviceState.POWER_OFF);
        bench.device.power(true);
        bench.await(DeviceStatus::usable);
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
    }

    @Test
    void selfTestAndFacts_sayWhatThereIs() throws Exception {
        success(bench.driver.moveToChip(LONG));
        success(bench.driver.capture(LONG));
        assertEquals(
                "CRT-591-M001 V1.05: no card on the way, enough cards in the stacker, bin not full;"
                        + " 1 cards captured; sensors 00000100",
                success(bench.driver.selfTest(LONG)));
        assertEquals(
                Map.of(
                        "model", "CRT-591-M001",
                        "firmware", "CRT-591-M001 V1.05",
                        "serial-number", "05911307021005",
                        "configuration", "IC+RF",
                        "captured", "001"),
                bench.driver.facts());
    }

    @Test
    void closedWhileItMoves_completesAsCancelled() throws Exception {
        CompletableFuture<Completion<Position>> drawing = bench.driver.moveToChip(LONG);
        bench.driver.close();
        assertFailed(FailureCode.CANCELLED, "cancelled", drawing);
        assertFailed(FailureCode.NOT_READY, "not-connected", bench.driver.position(LONG));
    }

    private Position positionOnceReady() throws Exception {
        Completion<Position> position = bench.driver.position(LONG).get();
        return position instanceof Completion.Success<Position> there ? there.value() : Position.CHIP;
    }

    private static DeviceStatus online(MediaState media, SupplyLevel cards) {
        return new DeviceStatus(DeviceState.ONLINE, List.of(), media, Map.of(Supply.CARDS, cards));
    }
}
