package org.zizhu.drivers.speaker.alsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.speaker.alsa.emulator.SoundCardEmulator;
import org.zizhu.drivers.speaker.alsa.emulator.SoundCardEmulator.Played;

/** The real player and the real synthesiser, on a sound card that remembers what it played. */
@Timeout(60)
class SpeakerStoriesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int RATE = 22_050;

    @TempDir
    Path folder;

    private SoundCardEmulator card;
    private AlsaSpeaker speaker;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @BeforeEach
    void plugIn() throws Exception {
        card = new SoundCardEmulator(folder.resolve("snd"));
        speaker = speaker(card.device(), Optional.of(card.card()));
        speaker.onStatus(statuses::add);
        speaker.start();
        awaitStatus(DeviceStatus::usable);
    }

    private static AlsaSpeaker speaker(String device, Optional<Path> path) {
        return new AlsaSpeaker("speaker", device, path, MonotonicClock.SYSTEM, InstantSource.system());
    }

    @AfterEach
    void clear() {
        speaker.close();
        card.close();
    }

    @Test
    void clip_soundsToItsEnd() throws Exception {
        assertTrue(
                speaker.play(tone(Duration.ofMillis(600)), LONG).get(25, TimeUnit.SECONDS)
                        instanceof Completion.Success);
        eventually("played whole", () -> played().length().toMillis() >= 600);
        assertEquals(0.5, played().peak(), 0.01);
    }

    @Test
    void englishText_isSpoken() throws Exception {
        assertTrue(
                speaker.speak("Please take your certificate. Number 7.", Locale.ENGLISH, LONG)
                                .get(25, TimeUnit.SECONDS)
                        instanceof Completion.Success);
        eventually("a sentence long", () -> played().length().toMillis() > 1_000);
        assertTrue(played().peak() > 0.05, "it was silent");
    }

    @Test
    void whatIsSpoken_isOnNoCommandLine_andInNoLog() throws Exception {
        CompletableFuture<Completion<Duration>> spoken =
                speaker.speak("Testname, please come to counter four. ".repeat(10), Locale.ENGLISH, LONG);
        eventually("sounding", card::sounds);
        assertFalse(ProcessHandle.current()
                .descendants()
                .anyMatch(child -> child.info().commandLine().orElse("").contains("Testname")));
        assertFalse(speaker.wireLog().entries().toString().contains("Testname"));
        speaker.hush();
        assertFailed(FailureCode.CANCELLED, "cancelled", spoken);
    }

    @Test
    void hushed_isSilentAtOnce_andNoProcessIsLeft() throws Exception {
        CompletableFuture<Completion<Duration>> playing = speaker.play(tone(Duration.ofSeconds(15)), LONG);
        eventually("sounding", card::sounds);
        speaker.hush();
        assertFailed(FailureCode.CANCELLED, "cancelled", playing);
        eventually("no player left", () -> players() == 0);
        assertTrue(speaker.status().usable());
    }

    @Test
    void nextAnnouncement_comesInPlaceOfTheOneThatSounds() throws Exception {
        CompletableFuture<Completion<Duration>> first = speaker.play(tone(Duration.ofSeconds(15)), LONG);
        eventually("sounding", card::sounds);
        CompletableFuture<Completion<Duration>> second = speaker.play(tone(Duration.ofMillis(300)), LONG);
        assertFailed(FailureCode.CANCELLED, "cancelled", first);
        assertTrue(second.get(25, TimeUnit.SECONDS) instanceof Completion.Success);
        eventually("no player left", () -> players() == 0);
    }

    @Test
    void closedWhileItSounds_leavesNoProcessBehind() throws Exception {
        CompletableFuture<Completion<Duration>> playing = speaker.play(tone(Duration.ofSeconds(15)), LONG);
        eventually("sounding", card::sounds);
        speaker.close();
        assertFailed(FailureCode.CANCELLED, "cancelled", playing);
        eventually("no player left", () -> players() == 0);
    }

    @Test
    void cardThatTakesNothing_timesOut_andNobodyWaitsForIt() throws Exception {
        card.stick(true);
        assertFailed(
                FailureCode.TIME_OUT,
                "still-sounding",
                speaker.play(tone(Duration.ofSeconds(15)), Duration.ofMillis(500)));
        eventually("no player left", () -> players() == 0);
        card.stick(false);
        assertTrue(
                speaker.play(tone(Duration.ofMillis(300)), LONG).get(25, TimeUnit.SECONDS)
                        instanceof Completion.Success);
    }

    @Test
    void pulledOutWhileItSounds_isNoDevice_andPluggedInAgainItSounds() throws Exception {
        CompletableFuture<Completion<Duration>> playing = speaker.play(tone(Duration.ofSeconds(15)), LONG);
        eventually("sounding", card::sounds);
        card.unplug();
        assertFailed(FailureCode.HARDWARE_ERROR, "no-sound-card", playing);
        awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.NO_DEVICE, "no-sound-card")));
        assertFailed(FailureCode.NOT_READY, "not-connected", speaker.play(tone(Duration.ofMillis(100)), LONG));
        card.replug();
        awaitStatus(DeviceStatus::usable);
        assertTrue(
                speaker.play(tone(Duration.ofMillis(300)), LONG).get(25, TimeUnit.SECONDS)
                        instanceof Completion.Success);
    }

    @Test
    void unitWithoutASoundCard_saysSo_andHasNoOtherTrouble() throws Exception {
        try (AlsaSpeaker mute = speaker("no-such-device", Optional.empty())) {
            mute.onStatus(statuses::add);
            mute.start();
            awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.NO_DEVICE, "no-sound-card")));
            mute.hush();
            assertFailed(FailureCode.NOT_READY, "not-connected", mute.speak("hello", Locale.ENGLISH, LONG));
        }
    }

    @Test
    void somethingThatIsNoClip_isNotPlayedAsNoise() throws Exception {
        assertFailed(FailureCode.INVALID_DATA, "no-such-clip", speaker.play(folder.resolve("none.wav"), LONG));
        Path text = Files.writeString(folder.resolve("text.wav"), "this is no clip at all");
        assertFailed(FailureCode.INVALID_DATA, "no-such-clip", speaker.play(text, LONG));
    }

    @Test
    void chineseSpelledInPinyin_isSpoken() throws Exception {
        assertTrue(
                speaker.speak("qing3 kan4 she4xiang4tou2", Locale.forLanguageTag("zh-Latn"), LONG)
                                .get(25, TimeUnit.SECONDS)
                        instanceof Completion.Success);
    }

    @Test
    void languageWithoutAVoice_isSaid() throws Exception {
        assertFailed(FailureCode.UNSUPPORTED, "no-voice-for-language", speaker.speak("请取卡", Locale.CHINESE, LONG));
        assertFailed(
                FailureCode.UNSUPPORTED,
                "no-voice-for-language",
                speaker.speak("?", Locale.forLanguageTag("qaa"), LONG));
    }

    @Test
    void selfTest_saysWhatIsThere() throws Exception {
        assertEquals(
                Completion.success("card opens; synthesiser installed"),
                speaker.selfTest(LONG).get(25, TimeUnit.SECONDS));
    }

    private Played played() {
        return card.lastPlayed().orElseGet(() -> new Played(RATE, 1, new byte[0]));
    }

    private static long players() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .count();
    }

    /** A clip at half of the greatest loudness. */
    private Path tone(Duration length) throws Exception {
        return Tone.file(folder, length);
    }

    private void awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(15, TimeUnit.SECONDS);
            assertTrue(status != null, "the status did not come; it is " + speaker.status());
        } while (!wanted.test(status));
    }

    private static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            Thread.onSpinWait();
        }
    }

    private static void assertFailed(
            FailureCode code, String reason, CompletableFuture<? extends Completion<?>> command) throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), command.get(25, TimeUnit.SECONDS));
    }
}
