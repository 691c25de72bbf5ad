package org.zizhu.drivers.power.nut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerState.Source;
import org.zizhu.drivers.power.nut.emulator.EmulatedUps;
import org.zizhu.drivers.power.nut.emulator.NutServerEmulator;
import org.zizhu.drivers.power.nut.emulator.UpsModel;

/** The driver against the emulated server, over a socket. */
@Timeout(90)
class NutPowerSupplyTest {
    private static final Duration LONG = Observer.LONG;

    private NutServerEmulator server;
    private EmulatedUps ups;
    private NutPowerSupply supply;
    private Observer observer;

    @BeforeEach
    void connect() throws Exception {
        ups = new EmulatedUps(UpsModel.CASTLE_1K, Imperfection.IDEAL, MonotonicClock.SYSTEM);
        server = new NutServerEmulator(ups, new SplittableRandom(1899));
        supply = new NutPowerSupply("power", server.uri(), MonotonicClock.SYSTEM, InstantSource.system());
        observer = new Observer(supply);
        supply.start();
        observer.awaitSource(Source.MAINS);
    }

    @AfterEach
    void disconnect() throws Exception {
        supply.close();
        server.close();
    }

    @Test
    void onMains_tellsChargeRuntimeAndWhatItIs() throws Exception {
        PowerState power = observer.awaitPower(state -> state.chargePercent().isPresent());
        assertEquals(OptionalInt.of(100), power.chargePercent());
        assertEquals(Duration.ofMinutes(12), power.runtime().orElseThrow());
        assertEquals("SANTAK", supply.facts().get("maker"));
        assertEquals("CASTLE 1K", supply.facts().get("model"));
        observer.awaitStatus(status -> status.usable() && status.reasons().isEmpty());
    }

    @Test
    void mainsPulled_batteryLow_mainsBack() throws Exception {
        ups.mains(false);
        observer.awaitSource(Source.BATTERY);
        observer.awaitStatus(status -> status.usable() && status.reasons().equals(List.of("on-battery")));
        ups.charge(10);
        PowerState low = observer.awaitPower(PowerState::batteryLow);
        assertEquals(Source.BATTERY, low.source());
        assertEquals(OptionalInt.of(10), low.chargePercent());
        observer.awaitStatus(status -> status.reasons().equals(List.of("battery-low", "on-battery")));
        ups.mains(true);
        PowerState back = observer.awaitSource(Source.MAINS);
        assertEquals(false, back.batteryLow());
        observer.awaitStatus(status -> status.reasons().equals(List.of("battery-low")));
    }

    @Test
    void mainsThatFlicker_areToldAsOneOutage() throws Exception {
        ups.flicker(Duration.ofMillis(900));
        observer.awaitSource(Source.BATTERY);
        // Believed once at the most, and never again while it goes on.
        int returns = observer.countPowers(Duration.ofSeconds(8), power -> power.source() == Source.MAINS);
        assertTrue(returns <= 1, "told as back " + returns + " times");
        ups.mains(true);
        observer.awaitSource(Source.MAINS);
    }

    @Test
    void batteryTooOld_isAReasonAndNoOutage() throws Exception {
        ups.replaceBattery(true);
        observer.awaitStatus(status -> status.usable() && status.reasons().equals(List.of("replace-battery")));
        assertEquals(Source.MAINS, supply.power().source());
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_STALE, POWER_OFF, data-stale",
        "DRIVER_NOT_CONNECTED, POWER_OFF, driver-not-connected",
        "ACCESS_DENIED, OFFLINE, access-denied",
        "SILENCE, POWER_OFF, silent",
        "GARBAGE, HARDWARE_ERROR, answer-garbled",
        "HALF_LINE, HARDWARE_ERROR, answer-garbled"
    })
    void serverThatCannotSay_makesThePowerUnknownAndNeverBattery(
            NutServerEmulator.Fault fault, DeviceState state, String reason) throws Exception {
        observer.forget();
        server.fault(fault);
        assertEquals(PowerState.unknown(), observer.awaitPower(power -> power.source() != Source.MAINS));
        assertEquals(List.of(reason), observer.awaitState(state).reasons());
        server.fault(NutServerEmulator.Fault.NONE);
        observer.awaitSource(Source.MAINS);
        observer.awaitState(DeviceState.ONLINE);
    }

    @Test
    void serverGone_makesThePowerUnknown_untilItIsBack() throws Exception {
        server.stop();
        assertEquals(PowerState.unknown(), observer.awaitSource(Source.UNKNOWN));
        assertEquals(
                List.of("link-lost"), observer.awaitState(DeviceState.NO_DEVICE).reasons());
        server.restart();
        observer.awaitSource(Source.MAINS);
    }

    @Test
    void selfTest_saysWhatTheSupplySays() throws Exception {
        assertEquals(
                Completion.success("supply says OL CHRG"), supply.selfTest(LONG).get(60, TimeUnit.SECONDS));
        server.fault(NutServerEmulator.Fault.DATA_STALE);
        assertEquals(
                Completion.failed(FailureCode.HARDWARE_ERROR, "data-stale"),
                supply.selfTest(LONG).get(60, TimeUnit.SECONDS));
    }

    @Test
    void pollingTheSameAnswer_leavesTheWireLogToWhatIsNew() throws Exception {
        ups.mains(false);
        observer.awaitSource(Source.BATTERY);
        ups.mains(true);
        observer.awaitSource(Source.MAINS);
        long asked = supply.wireLog().entries().stream()
                .filter(entry -> entry.text().equals("→ GET VAR kiosk ups.status"))
                .count();
        assertEquals(3, asked);
    }
}
