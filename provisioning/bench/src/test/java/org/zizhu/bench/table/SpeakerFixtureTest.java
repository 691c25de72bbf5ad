package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.speaker.Speaker;

/** What is done to the sound card on the table reaches the driver that its line in the wiring file makes. */
@Timeout(60)
class SpeakerFixtureTest {
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @Test
    void whatIsSpoken_isHeardOnTheTable_andAPulledPlugShows(@TempDir Path folder) throws Exception {
        SpeakerFixture fixture = new SpeakerFixture(folder.resolve("snd"));
        Path wiring = Files.writeString(folder.resolve("cabinet.yaml"), "devices:\n  - " + fixture.wiring() + "\n");
        try (fixture;
                Cabinet cabinet = Wiring.read(wiring, InstantSource.system())) {
            Speaker speaker = cabinet.speaker().orElseThrow();
            speaker.onStatus(statuses::add);
            cabinet.start();
            await(DeviceStatus::usable);
            assertTrue(
                    speaker.speak("Please take your card.", Locale.ENGLISH, Duration.ofSeconds(20))
                                    .get(25, TimeUnit.SECONDS)
                            instanceof Completion.Success);
            assertTrue(fixture.face().facts().get(0).value().endsWith(" s"));

            fixture.press("unplug", "");
            await(status -> !status.usable());
            assertEquals(Gadget.Mood.DOWN, fixture.face().mood());
            fixture.press("replug", "");
            await(DeviceStatus::usable);
        }
    }

    private void await(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(20, TimeUnit.SECONDS);
            assertTrue(status != null, "the status did not come");
        } while (!wanted.test(status));
    }
}
