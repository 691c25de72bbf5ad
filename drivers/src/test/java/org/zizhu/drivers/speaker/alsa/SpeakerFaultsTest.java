package org.zizhu.drivers.speaker.alsa;

import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Outcome.fails;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.speaker.alsa.emulator.SoundCardEmulator;

class SpeakerFaultsTest {
    private static final String ONLY_TAKES_SOUND = "it answers nothing: it only takes sound";
    private static final String NOTHING_MOVES = "nothing in it moves, and it has neither door nor sensor";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Speaker", List.of("alsa"), Sounding::new)
                .state("silent", speaker -> {})
                .underWay("playing a clip", speaker -> speaker.play(Duration.ofSeconds(5), Duration.ofSeconds(8)))
                .fault(
                        Fault.UNPLUG,
                        speaker -> speaker.card.unplug(),
                        speaker -> speaker.card.replug(),
                        shows(NO_DEVICE, "no-sound-card"))
                .never(Fault.REPLUG_ELSEWHERE, "is found by ALSA's name of the card, not by a port's")
                .never(Fault.POWER_OFF, "has its power from its plug: without the one it is without the other")
                // Nobody knows before something should sound; a visit never waits for it.
                .fault(
                        Fault.SILENCE,
                        speaker -> speaker.card.stick(true),
                        speaker -> speaker.card.stick(false),
                        staysUsable()
                                .underWay(fails(FailureCode.TIME_OUT, "still-sounding"))
                                .next(fails(FailureCode.TIME_OUT, "still-sounding")))
                .never(Fault.GARBAGE, ONLY_TAKES_SOUND)
                .never(Fault.HALF_FRAME, ONLY_TAKES_SOUND)
                .never(Fault.WRONG_CHECKSUM, ONLY_TAKES_SOUND)
                .never(Fault.BUSY, "ALSA mixes what several programs play")
                .never(Fault.JAM, NOTHING_MOVES)
                .never(Fault.EMPTY, NOTHING_MOVES)
                .never(Fault.FULL_BIN, NOTHING_MOVES)
                .never(Fault.DOOR_OPEN, NOTHING_MOVES)
                .never(Fault.STUCK_SENSOR, NOTHING_MOVES)
                .tests();
    }

    private static final class Sounding implements Rig {
        private final Path folder;
        private final SoundCardEmulator card;
        private final AlsaSpeaker driver;

        Sounding(Path folder) throws IOException {
            this.folder = folder;
            card = new SoundCardEmulator(folder.resolve("snd"));
            driver = new AlsaSpeaker(
                    "speaker", card.device(), Optional.of(card.card()), MonotonicClock.SYSTEM, InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        /** Longer than what a pipe swallows unheard. */
        @Override
        public CompletableFuture<Completion<Duration>> job() {
            return play(Duration.ofSeconds(3), Duration.ofSeconds(8));
        }

        CompletableFuture<Completion<Duration>> play(Duration length, Duration within) {
            try {
                return driver.play(Tone.file(folder, length), within);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            driver.close();
            card.close();
        }
    }
}
