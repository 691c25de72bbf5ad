package org.zizhu.drivers.panel.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.zizhu.drivers.panel.modbus.PanelBench.LONG;
import static org.zizhu.drivers.panel.modbus.PanelBench.failed;
import static org.zizhu.drivers.panel.modbus.PanelBench.holds;
import static org.zizhu.drivers.panel.modbus.PanelBench.success;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.Panel.Change;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;
import org.zizhu.drivers.serial.TtyPort;

/** The driver against a Modbus implementation that is not ours. */
@Timeout(120)
class PymodbusTest {
    private static final int UNIT = 5;

    private PymodbusBoard board;
    private ModbusPanel panel;
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void start(@TempDir Path dev) throws Exception {
        board = new PymodbusBoard(dev, UNIT);
        assertEquals("ready", board.says());
        panel = new ModbusPanel(
                "panel",
                new TtyPort(board.port(), 9600),
                UNIT,
                PanelBench.WIRING,
                MonotonicClock.SYSTEM,
                InstantSource.system());
        panel.onChange(changes::add);
        panel.start();
        holds(() -> panel.status().equals(DeviceStatus.online(MediaState.UNKNOWN)));
    }

    @AfterEach
    void stop() {
        panel.close();
        board.close();
    }

    @Test
    void itsInputs_areOurSenses() throws Exception {
        board.input(PanelBench.CALL_BUTTON, true);
        assertEquals(new Change(Sense.CALL_BUTTON, true), changes.poll(15, TimeUnit.SECONDS));

        board.input(PanelBench.TAMPER, false);
        assertEquals(new Change(Sense.TAMPER, true), changes.poll(15, TimeUnit.SECONDS));
        assertEquals(
                new DeviceStatus(DeviceState.FRAUD_ATTEMPT, List.of("tamper"), MediaState.UNKNOWN, Map.of()),
                panel.status());
    }

    @Test
    void ourLights_areItsOutputs() throws Exception {
        assertEquals(true, success(panel.light(Light.DOCUMENT, true, LONG)));
        assertEquals("01000000", board.says());
        assertEquals(false, success(panel.light(Light.DOCUMENT, false, LONG)));
        assertEquals("00000000", board.says());
    }

    @Test
    void boardThatKnowsNoTimedRelay_refuses_andNothingHappened() throws Exception {
        assertEquals(
                Completion.failed(FailureCode.UNSUPPORTED, "illegal-data-address"),
                failed(panel.powerCycle("receipt-printer", LONG)));
        assertEquals("closed inputs {0, 1, 3}, outputs on {}", success(panel.selfTest(LONG)));
    }
}
