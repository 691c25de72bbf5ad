package org.zizhu.drivers.speaker.alsa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.speaker.Speaker;

/**
 * A sound card, played to by {@code aplay} and spoken to by {@code espeak-ng}: child processes, that can't take the kiosk with
 * them and end at once when they should.
 *
 * <p>Reasons of its status: "no-player" (alsa-utils is not installed), "no-sound-card", "player-failed".
 */
public final class AlsaSpeaker extends DeviceLoop<AlsaSpeaker.Card> implements Speaker {

    private static final String PLAYER = "aplay";
    private static final String SYNTHESISER = "espeak-ng";

    /** Slower than the synthesiser's 175: words a minute that an elderly person follows in a hall. */
    private static final String WORDS_A_MINUTE = "150";

    /** How late an idle card's loss shows, and how late a sound ends that was hushed. */
    private static final Duration IDLE = Duration.ofMillis(400);

    private static final Duration SLICE = Duration.ofMillis(50);

    /** A card is tried by a process: where there is none, not often. */
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(10);

    /** A card that works opens in some tenths of a second. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    /** More is no announcement, and would outlive every visit. */
    private static final int LONGEST_TEXT = 2_000;

    private final String device;
    private final Optional<Path> card;

    // The driver's thread alone.
    private long nextProbeNanos;
    private NoSound lastTrouble = new NoSound(DeviceState.NO_DEVICE, "no-sound-card");

    /** The card in use; nothing is held open between two sounds. */
    static final class Card implements AutoCloseable {
        @Override
        public void close() {
            // The players hold what is open.
        }
    }

    /** Why it is silent. */
    private static final class NoSound extends IOException {
        private static final long serialVersionUID = 1L;

        private final DeviceState state;

        NoSound(DeviceState state, String reason) {
            super(reason);
            this.state = state;
        }
    }

    /**
     * A driver, not started yet.
     *
     * @param device ALSA's name of the device, such as {@code default} or {@code plughw:CARD=Audio}
     * @param card a path that is there as long as the card is, such as {@code /dev/snd/by-id/…}; without it the loss of the
     *     card shows when something should sound
     */
    public AlsaSpeaker(String name, String device, Optional<Path> card, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.device = device;
        this.card = card;
        this.nextProbeNanos = clock.nanos();
        fact("device", device);
    }

    @Override
    public CompletableFuture<Completion<Duration>> play(Path clip, Duration within) {
        cancel();
        return submit(within, (open, deadline) -> {
            if (!isWave(clip)) {
                return Completion.failed(FailureCode.INVALID_DATA, "no-such-clip");
            }
            wireLog().note("plays " + clip.getFileName());
            return sound(Sound.of(player(clip.toString())), deadline);
        });
    }

    @Override
    public CompletableFuture<Completion<Duration>> speak(String text, Locale language, Duration within) {
        cancel();
        return submit(within, (open, deadline) -> {
            Optional<Voice> voice = Voice.of(language);
            if (voice.isEmpty()) {
                return Completion.failed(FailureCode.UNSUPPORTED, "no-voice-for-language");
            }
            if (!Sound.installed(SYNTHESISER)) {
                return Completion.failed(FailureCode.UNSUPPORTED, "no-synthesiser");
            }
            if (text.length() > LONGEST_TEXT) {
                return Completion.failed(FailureCode.INVALID_DATA, "text-too-long");
            }
            wireLog().note("speaks " + text.length() + " characters, " + language.getLanguage());
            List<String> synthesiser =
                    List.of(SYNTHESISER, "-v", voice.get().name(), "-s", WORDS_A_MINUTE, "--stdin", "--stdout");
            return sound(Sound.of(synthesiser, player("-"), text), deadline);
        });
    }

    @Override
    public void hush() {
        cancel();
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (open, deadline) -> {
            probe();
            return Completion.success("card opens; "
                    + (Sound.installed(SYNTHESISER) ? "synthesiser installed" : "no synthesiser: clips only"));
        });
    }

    private List<String> player(String what) {
        return List.of(PLAYER, "-q", "-D", device, what);
    }

    /** The player would play anything at all, as noise. */
    private static boolean isWave(Path clip) {
        try (InputStream in = Files.newInputStream(clip)) {
            byte[] head = in.readNBytes(12);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            return head.length == 12 && text.startsWith("RIFF") && text.endsWith("WAVE");
        } catch (IOException e) {
            return false;
        }
    }

    private Completion<Duration> sound(Sound started, Deadline deadline) throws IOException {
        long began = clock().nanos();
        try (Sound sound = started) {
            while (!sound.ended(SLICE)) {
                if (abandoned()) {
                    return Completion.failed(FailureCode.CANCELLED, "cancelled");
                }
                if (deadline.over()) {
                    return Completion.failed(FailureCode.TIME_OUT, "still-sounding");
                }
                requireCard();
            }
            if (sound.refusedToSpeak()) {
                return Completion.failed(FailureCode.UNSUPPORTED, "no-voice-for-language");
            }
            if (!sound.played()) {
                requireCard();
                throw new NoSound(DeviceState.HARDWARE_ERROR, "player-failed");
            }
            return Completion.success(Duration.ofNanos(clock().nanos() - began));
        }
    }

    @Override
    protected Card connect() throws IOException {
        requireCard();
        if (clock().nanos() - nextProbeNanos < 0) {
            throw lastTrouble;
        }
        try {
            probe();
            return new Card();
        } catch (NoSound e) {
            lastTrouble = e;
            nextProbeNanos = clock().nanos() + BETWEEN_PROBES.toNanos();
            throw e;
        }
    }

    private void requireCard() throws NoSound {
        if (card.isPresent() && !Files.exists(card.get())) {
            // As soon as it is there again, it is tried.
            nextProbeNanos = clock().nanos();
            throw new NoSound(DeviceState.NO_DEVICE, "no-sound-card");
        }
    }

    /** Plays nothing at all, by which it is known that the card can be opened. */
    private void probe() throws IOException {
        if (!Sound.installed(PLAYER)) {
            throw new NoSound(DeviceState.NO_DEVICE, "no-player");
        }
        List<String> nothing =
                List.of(PLAYER, "-q", "-D", device, "-t", "raw", "-f", "S16_LE", "-c", "2", "-r", "48000", "/dev/null");
        try (Sound sound = Sound.of(nothing)) {
            if (!sound.ended(PROBE) || !sound.played()) {
                throw new NoSound(DeviceState.NO_DEVICE, "no-sound-card");
            }
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        return cause instanceof NoSound silent
                ? DeviceStatus.without(silent.state, String.valueOf(silent.getMessage()))
                : DeviceStatus.without(DeviceState.NO_DEVICE, "no-sound-card");
    }

    @Override
    protected Duration poll(Card open) throws IOException {
        requireCard();
        publish(DeviceStatus.online(MediaState.UNKNOWN));
        return IDLE;
    }
}
