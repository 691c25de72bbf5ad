package org.zizhu.drivers.locker.rs485;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.locker.rs485.emulator.BoardModel;
import org.zizhu.drivers.locker.rs485.emulator.LockerEmulator;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** That the emulated supply would tell on a driver that fires two locks at once. */
@Timeout(30)
class EmulatedSupplyTest {

    @TempDir
    Path dev;

    @Test
    void allLocksAtOnce_breakTheSupplyDown_andNoDoorOpens() throws Exception {
        PseudoTerminal terminal = PseudoTerminal.at(dev.resolve("locker"));
        EmulatedLine line =
                new EmulatedLine(terminal, EmulatedLine.UNPACED, Imperfection.IDEAL, new SplittableRandom(1));
        try (LockerEmulator cabinet = new LockerEmulator(line, Feedback.SHORTED_WHEN_OPEN, BoardModel.TWELVE);
                SerialLink link = new TtyPort(terminal.link(), 9_600).open()) {
            link.write(LockFrame.open(1, LockFrame.ALL));
            link.write(LockFrame.query(1, 1));
            // The boards start again: nobody answers.
            assertEquals(0, link.read(new byte[64], Duration.ofMillis(500)));
            assertEquals(6, cabinet.brownOuts());
            for (int lock = 1; lock <= 12; lock++) {
                assertFalse(cabinet.open(1, lock));
            }
        }
    }
}
