package org.zizhu.drivers.power.nut;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerState.Source;

/** The driver against NUT itself. */
@Timeout(180)
class DebianUpsdTest {

    @TempDir
    Path folder;

    @Test
    void lineThenBatteryThenLowBatteryThenLineAgain() throws Exception {
        try (DebianUpsd upsd = new DebianUpsd(folder, "OL CHRG");
                NutPowerSupply supply = supply(upsd)) {
            Observer observer = new Observer(supply);
            supply.start();
            observer.awaitPower(power ->
                    power.source() == Source.MAINS && power.chargePercent().equals(OptionalInt.of(97)));
            observer.awaitStatus(status -> status.usable() && status.reasons().isEmpty());

            upsd.supply("OB DISCHRG", 60);
            PowerState battery = observer.awaitSource(Source.BATTERY);
            assertEquals(false, battery.batteryLow());
            observer.awaitStatus(status -> status.reasons().equals(List.of("on-battery")));

            upsd.supply("OB DISCHRG LB", 9);
            observer.awaitPower(
                    power -> power.batteryLow() && power.chargePercent().equals(OptionalInt.of(9)));

            upsd.supply("OL CHRG", 12);
            observer.awaitPower(power -> power.source() == Source.MAINS && !power.batteryLow());
            assertEquals("C1K", supply.facts().get("model"));
        }
    }

    @Test
    void driverThatHangsOrDies_makesThePowerUnknown_untilItIsBack() throws Exception {
        try (DebianUpsd upsd = new DebianUpsd(folder, "OL");
                NutPowerSupply supply = supply(upsd)) {
            Observer observer = new Observer(supply);
            supply.start();
            observer.awaitSource(Source.MAINS);

            upsd.freezeDriver();
            assertEquals(PowerState.unknown(), observer.awaitSource(Source.UNKNOWN));
            observer.awaitStatus(status ->
                    status.state() == DeviceState.POWER_OFF && status.reasons().equals(List.of("data-stale")));
            upsd.thawDriver();
            observer.awaitSource(Source.MAINS);

            observer.forget();
            upsd.killDriver();
            observer.awaitStatus(status -> status.reasons().equals(List.of("driver-not-connected")));
            assertEquals(Source.UNKNOWN, supply.power().source());
            upsd.restartDriver();
            observer.awaitSource(Source.MAINS);
        }
    }

    private static NutPowerSupply supply(DebianUpsd upsd) {
        return new NutPowerSupply("power", upsd.uri(), MonotonicClock.SYSTEM, InstantSource.system());
    }
}
