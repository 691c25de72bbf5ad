package org.zizhu.kiosk.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.TablePower;
import org.zizhu.kiosk.tabletop.Tabletop;

/** The battery is about to go out: the unit closes, and has the host switched off by a command. */
class HostPowerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void hostIsSwitchedOff_afterTheUnitHasClosed() throws IOException {
        Path said = folder.resolve("said");
        HostPower host = new HostPower(
                List.of(script("cp \"$1\" \"$2\""), folder.resolve("closed").toString(), said.toString()));
        assertTrue(host.offAfter(() -> write(folder.resolve("closed"), "closed"), LONG));
        assertEquals("closed", Files.readString(said));
    }

    @Test
    void unitThatDoesNotClose_isSwitchedOffAllTheSame() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        Path said = folder.resolve("said");
        HostPower host = new HostPower(List.of(script("echo off > \"$1\""), said.toString()));
        assertTrue(host.offAfter(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Duration.ofMillis(50)));
        assertTrue(Files.exists(said));
        never.countDown();
    }

    @Test
    void commandThatFails_orIsMissing_isSaid() throws IOException {
        assertFalse(new HostPower(List.of(script("exit 3"))).offAfter(() -> {}, LONG));
        assertFalse(new HostPower(List.of(folder.resolve("nothing").toString())).offAfter(() -> {}, LONG));
    }

    @Test
    void lowBattery_isActedOnOnce_andNotForAnEmptyBatteryOnMains() {
        TablePower supply = new TablePower(new SimulatedInbox(Tabletop.NIGHT));
        List<String> done = new ArrayList<>();
        LowBattery.watch(supply, () -> done.add("down"));
        supply.livesOn(PowerState.Source.BATTERY);
        assertEquals(List.of(), done);
        supply.batteryLow();
        supply.livesOn(PowerState.Source.MAINS);
        supply.batteryLow();
        assertEquals(List.of("down"), done);
    }

    private String script(String line) throws IOException {
        Path file = folder.resolve("off.sh");
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
