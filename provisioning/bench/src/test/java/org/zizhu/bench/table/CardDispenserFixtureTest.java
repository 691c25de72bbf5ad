package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.dispenser.CardDispenser.Position;

/** What is done to the dispenser on the table reaches the driver that its line in the wiring file makes. */
@Timeout(90)
class CardDispenserFixtureTest {
    private static final Duration LONG = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    private CardDispenserFixture fixture;
    private Cabinet cabinet;
    private CardDispenser dispenser;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @BeforeEach
    void wireIt() throws Exception {
        fixture = new CardDispenserFixture(
                folder.resolve("line"),
                new SplittableRandom(1),
                List.of(EmulatedChipCard.mute()),
                who -> Optional.empty());
        Path wiring = Files.writeString(folder.resolve("cabinet.yaml"), "devices:\n  - " + fixture.wiring() + "\n");
        cabinet = Wiring.read(wiring, InstantSource.system());
        dispenser = cabinet.cardDispenser().orElseThrow();
        dispenser.onStatus(statuses::add);
        cabinet.start();
        await(DeviceStatus::usable);
    }

    @AfterEach
    void clear() {
        cabinet.close();
        fixture.close();
    }

    @Test
    void cardHandedOut_isTakenOnThePanel() throws Exception {
        assertEquals(
                Completion.success(Position.CHIP), dispenser.moveToChip(LONG).get(30, TimeUnit.SECONDS));
        assertEquals(Completion.success(Position.GATE), dispenser.eject(LONG).get(30, TimeUnit.SECONDS));
        press("take");
        await(status -> status.media() == MediaState.NOT_PRESENT);
        press("push");
        await(status -> status.media() == MediaState.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({
        "jam, NEEDS_CARE",
        "empty, NEEDS_CARE",
        "fill-bin, NEEDS_CARE",
        "stick-sensor, NEEDS_CARE",
        "silence, DOWN",
        "garbage, DOWN",
        "checksum, DOWN",
        "power-off, DOWN",
        "unplug, DOWN",
    })
    void eachFault_showsInTheStatus_andIsHealed(String button, Gadget.Mood mood) throws Exception {
        press(button);
        await(status -> !status.usable());
        assertEquals(mood, fixture.face().mood());
        press("heal");
        await(DeviceStatus::usable);
        assertEquals(Gadget.Mood.WELL, fixture.face().mood());
    }

    @Test
    void pluggedInElsewhere_isFoundAgain() throws Exception {
        press("replug-elsewhere");
        await(status -> !status.usable());
        await(DeviceStatus::usable);
    }

    private void press(String button) {
        assertTrue(fixture.press(button, "") instanceof Gadget.Outcome.Done);
    }

    private void await(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(20, TimeUnit.SECONDS);
            assertTrue(status != null, () -> "the status did not come; it is " + dispenser.status());
        } while (!wanted.test(status));
    }
}
