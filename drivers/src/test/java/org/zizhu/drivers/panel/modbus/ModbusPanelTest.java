package org.zizhu.drivers.panel.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.panel.modbus.PanelBench.LONG;
import static org.zizhu.drivers.panel.modbus.PanelBench.failed;
import static org.zizhu.drivers.panel.modbus.PanelBench.holds;
import static org.zizhu.drivers.panel.modbus.PanelBench.success;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.panel.Panel.Change;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator.Refusal;

/** The driver against the emulated board, over a real pseudo terminal and the real serial library. */
@Timeout(60)
class ModbusPanelTest {
    private static final DeviceStatus WELL = DeviceStatus.online(MediaState.UNKNOWN);

    private PanelBench bench;

    @BeforeEach
    void start(@TempDir Path dev) throws Exception {
        bench = new PanelBench(dev);
        bench.await(WELL);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void pressedCallButton_isHeardOnce_andWhenItIsLetGo() throws Exception {
        bench.board.press(PanelBench.CALL_BUTTON, Duration.ofMillis(450));

        assertEquals(new Change(Sense.CALL_BUTTON, true), bench.nextChange());
        assertEquals(new Change(Sense.CALL_BUTTON, false), bench.nextChange());
        assertEquals(WELL, bench.panel.status());
    }

    @Test
    void whoComesAndGoes_isNoticed() throws Exception {
        bench.board.input(PanelBench.PRESENCE, true);
        assertEquals(new Change(Sense.PRESENCE, true), bench.nextChange());
        assertEquals(true, bench.panel.senses().get(Sense.PRESENCE));

        bench.board.input(PanelBench.PRESENCE, false);
        assertEquals(new Change(Sense.PRESENCE, false), bench.nextChange());
    }

    @ParameterizedTest
    @CsvSource({
        "FRONT_DOOR_OPEN, 0, false, ONLINE, front-door-open",
        "MAINTENANCE_DOOR_OPEN, 1, false, ONLINE, maintenance-door-open",
        "TAMPER, 3, false, FRAUD_ATTEMPT, tamper",
        "WATER, 4, true, ONLINE, water"
    })
    void whatTheCabinetFeels_showsInItsStatus(
            Sense sense, int channel, boolean contact, DeviceState state, String reason) throws Exception {
        bench.board.input(channel, contact);
        assertEquals(new Change(sense, true), bench.nextChange());
        bench.await(new DeviceStatus(state, List.of(reason), MediaState.UNKNOWN, Map.of()));

        bench.board.input(channel, !contact);
        bench.await(WELL);
    }

    @Test
    void callButtonThatIsStuck_isATroubleOfItsOwn_andHeals() throws Exception {
        bench.board.stick(PanelBench.CALL_BUTTON, Optional.of(true));
        assertEquals(new Change(Sense.CALL_BUTTON, true), bench.nextChange());
        bench.passes(Duration.ofSeconds(31));
        bench.await(new DeviceStatus(DeviceState.ONLINE, List.of("call-button-stuck"), MediaState.UNKNOWN, Map.of()));

        bench.board.heal();
        bench.await(WELL);
    }

    @Test
    void guideLight_isSwitched_andAnUnwiredOneIsRefused() throws Exception {
        assertEquals(true, success(bench.panel.light(Light.ID_CARD, true, LONG)));
        assertTrue(bench.board.output(PanelBench.ID_CARD_LIGHT));
        assertEquals(false, success(bench.panel.light(Light.ID_CARD, false, LONG)));
        assertTrue(!bench.board.output(PanelBench.ID_CARD_LIGHT));
        assertEquals(
                Completion.failed(FailureCode.UNSUPPORTED, "not-wired"),
                failed(bench.panel.light(Light.LOCKER, true, LONG)));
    }

    @Test
    void lightsThatTheBoardForgot_areLitAgain() throws Exception {
        success(bench.panel.light(Light.ID_CARD, true, LONG));
        bench.board.reset();
        holds(() -> bench.board.output(PanelBench.ID_CARD_LIGHT));
    }

    @Test
    void lightWishedWhileTheBoardIsAway_isLitWhenItIsBack() throws Exception {
        bench.board.line().unplug();
        bench.awaitState(DeviceState.NO_DEVICE);
        assertEquals(Map.of(), bench.panel.senses());
        assertEquals(
                Completion.failed(FailureCode.NOT_READY, "not-connected"),
                failed(bench.panel.light(Light.DOCUMENT, true, LONG)));

        bench.board.line().replug();
        bench.await(WELL);
        holds(() -> bench.board.output(PanelBench.DOCUMENT_LIGHT));
    }

    @Test
    void powerCycle_takesThePower_andTheBoardGivesItBackByItself() throws Exception {
        assertEquals(Set.of("receipt-printer"), bench.panel.relays());
        assertEquals("without power for 1.0 s", success(bench.panel.powerCycle("receipt-printer", LONG)));
        assertTrue(bench.board.output(PanelBench.PRINTER_POWER));
        // As a hung host would.
        bench.panel.close();
        holds(() -> !bench.board.output(PanelBench.PRINTER_POWER));
    }

    @Test
    void powerRelayThatSomebodyLeftOn_isReleased() throws Exception {
        bench.board.drawRelay(PanelBench.PRINTER_POWER);
        holds(() -> !bench.board.output(PanelBench.PRINTER_POWER));
    }

    @Test
    void deviceOnNoRelay_canNotBePowerCycled() throws Exception {
        assertEquals(
                Completion.failed(FailureCode.UNSUPPORTED, "not-wired"),
                failed(bench.panel.powerCycle("camera", LONG)));
    }

    @ParameterizedTest
    @EnumSource(LineFault.class)
    void oneDisturbedAnswer_isAskedForAgain_andNobodyHearsOfIt(LineFault fault) throws Exception {
        bench.board.line().fault(fault, 1);
        assertEquals(true, success(bench.panel.light(Light.ID_CARD, true, LONG)));
        assertEquals(List.of(WELL), bench.statusesSince());
    }

    @ParameterizedTest
    @CsvSource({
        "SILENCE, POWER_OFF, silent",
        "GARBAGE, HARDWARE_ERROR, answer-garbled",
        "HALF_FRAME, HARDWARE_ERROR, answer-garbled",
        "WRONG_CHECKSUM, HARDWARE_ERROR, answer-garbled"
    })
    void lastingFaultOfTheLine_isSaidAndHeals(LineFault fault, DeviceState state, String reason) throws Exception {
        bench.board.line().fault(fault);
        bench.await(DeviceStatus.without(state, reason));

        bench.board.heal();
        bench.await(WELL);
    }

    @ParameterizedTest
    @CsvSource({
        "BOARD_BUSY, OFFLINE, board-busy",
        "BOARD_FAILED, HARDWARE_ERROR, board-failed",
        "ILLEGAL_DATA_ADDRESS, HARDWARE_ERROR, illegal-data-address"
    })
    void boardThatRefuses_isSaidAndHeals(Refusal refusal, DeviceState state, String reason) throws Exception {
        bench.board.refuse(Optional.of(refusal));
        bench.await(DeviceStatus.without(state, reason));
        assertEquals(Map.of(), bench.panel.senses());

        bench.board.heal();
        bench.await(WELL);
    }

    @Test
    void answerOfAnotherBoard_isNotOurs() throws Exception {
        bench.board.answerAs(7);
        bench.await(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled"));

        bench.board.heal();
        bench.await(WELL);
    }

    @Test
    void boardWithoutPower_isPowerOff_andIsFoundAgain() throws Exception {
        bench.board.power(false);
        bench.await(DeviceStatus.without(DeviceState.POWER_OFF, "silent"));

        bench.board.power(true);
        bench.await(WELL);
    }

    @Test
    void doorOpenedWhileTheCableWasOut_isTold() throws Exception {
        bench.board.line().unplug();
        bench.awaitState(DeviceState.NO_DEVICE);
        bench.board.input(PanelBench.FRONT_DOOR, false);
        bench.board.line().replug();

        assertEquals(new Change(Sense.FRONT_DOOR_OPEN, true), bench.nextChange());
    }

    @Test
    void selfTest_saysWhatTheContactsAre() throws Exception {
        success(bench.panel.light(Light.DOCUMENT, true, LONG));
        assertEquals("closed inputs {0, 1, 3}, outputs on {1}", success(bench.panel.selfTest(LONG)));
    }
}
