package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.panel.Gadget.Mood;
import org.zizhu.bench.panel.Gadget.Outcome;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.pcsc.CardService;
import org.zizhu.drivers.chipcard.pcsc.PcscReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.chipcard.staff.StaffCardTalk;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/** The buttons of the chip card reader, and what a unit's driver sees of them through the machine's card service. */
@Timeout(300)
class ChipCardFixtureTest {
    private static final DeviceStatus EMPTY = DeviceStatus.online(MediaState.NOT_PRESENT);
    private static final DeviceStatus OCCUPIED = DeviceStatus.online(MediaState.PRESENT);

    @TempDir
    Path folder;

    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @Test
    void everyButton_doesWhatItSays() throws Exception {
        try (SandboxCity city = SandboxCity.start(new Settings(folder, 0, 0, InstantSource.system(), 1));
                ChipCardFixture fixture = new ChipCardFixture(
                        city.people(), staff(city), new SplittableRandom(1), Duration.ofMinutes(2));
                PcscReader driver = new PcscReader(
                        "chip-card-reader",
                        PcscDaemon.READER,
                        CardService.system(),
                        MonotonicClock.SYSTEM,
                        InstantSource.system())) {
            driver.onStatus(statuses::add);
            driver.start();
            await(EMPTY);

            press(fixture, "insert", "certificate");
            await(OCCUPIED);
            Completion<SocialSecurityCard> read = read(driver);
            assertTrue(read instanceof Completion.Success, () -> "failed: " + read);
            assertEquals(
                    city.person("certificate").card().number(),
                    ((Completion.Success<SocialSecurityCard>) read).value().number());
            press(fixture, "remove", "");
            await(EMPTY);

            press(fixture, "pull", "");
            press(fixture, "insert", "");
            await(OCCUPIED);
            assertEquals(Completion.failed(FailureCode.USER_ERROR, "card-removed"), read(driver));
            await(EMPTY);

            press(fixture, "mute", "");
            await(OCCUPIED);
            assertEquals(Completion.failed(FailureCode.INVALID_DATA, "card-mute"), read(driver));
            press(fixture, "remove", "");
            await(EMPTY);
            press(fixture, "bank", "");
            await(OCCUPIED);
            assertEquals(Completion.failed(FailureCode.INVALID_DATA, "not-a-social-security-card"), read(driver));
            press(fixture, "remove", "");
            await(EMPTY);

            press(fixture, "staff", "engineer");
            await(OCCUPIED);
            assertTrue(
                    driver.converse(new StaffCardTalk(), Duration.ofSeconds(20)).get(25, TimeUnit.SECONDS)
                            instanceof Completion.Success);
            press(fixture, "remove", "");
            await(EMPTY);

            press(fixture, "unplug", "");
            await(DeviceStatus.without(DeviceState.NO_DEVICE, "no-reader"));
            press(fixture, "replug", "");
            await(EMPTY);
            press(fixture, "stop-service", "");
            await(DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service"));
            assertEquals(Mood.DOWN, fixture.face().mood());
            press(fixture, "start-service", "");
            assertEquals(Mood.WELL, fixture.face().mood());
        }
    }

    @Test
    void whereTheCardServiceIsTaken_theFaceSaysSo() throws Exception {
        try (SandboxCity city = SandboxCity.start(new Settings(folder, 0, 0, InstantSource.system(), 1));
                ChipCardFixture first = new ChipCardFixture(
                        city.people(), staff(city), new SplittableRandom(1), Duration.ofMinutes(2));
                ChipCardFixture second =
                        new ChipCardFixture(city.people(), staff(city), new SplittableRandom(2), Duration.ZERO)) {
            assertEquals(Mood.WELL, first.face().mood());
            assertEquals(Mood.DOWN, second.face().mood());
            assertEquals(
                    "another bench or test on this machine has the card service; end it first",
                    second.face().facts().get(0).value());
        }
    }

    private static StaffCards staff(SandboxCity city) {
        return new StaffCards(city.staff(), InstantSource.system().instant());
    }

    private static void press(ChipCardFixture fixture, String button, String argument) {
        assertInstanceOf(Outcome.Done.class, fixture.press(button, argument));
    }

    private static Completion<SocialSecurityCard> read(PcscReader driver) throws Exception {
        return driver.converse(new SocialSecurityTalk(), Duration.ofSeconds(20)).get(25, TimeUnit.SECONDS);
    }

    private void await(DeviceStatus wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(20, TimeUnit.SECONDS);
            assertTrue(status != null, wanted + " did not come");
        } while (!fits(status, wanted));
    }

    /** What goes a third time within half a minute is called unsteady beside. */
    private static boolean fits(DeviceStatus status, DeviceStatus wanted) {
        return status.equals(wanted)
                || (!wanted.usable()
                        && status.state() == wanted.state()
                        && status.reasons().containsAll(wanted.reasons()));
    }
}
