package org.zizhu.drivers.speaker.alsa.emulator;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A sound card that is a named pipe: ALSA's own {@code file} device writes to it what it is to play, as a WAV, and it takes
 * that at the speed of sound. It remembers the last sound, and can be unplugged and stuck. Thread-safe.
 */
public final class SoundCardEmulator implements AutoCloseable {

    /** How finely it keeps the pace. */
    private static final Duration TICK = Duration.ofMillis(20);

    /** After this a sound is over, rather than slow in coming. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** What is remembered of a sound. */
    private static final int LONGEST_BYTES = 4_000_000;

    /** RIFF, length, WAVE, format chunk, head of the data chunk. */
    private static final int HEAD_BYTES = 44;

    /**
     * A sound that was played, or is.
     *
     * @param pcm 16-bit samples, little-endian, channels in turn
     */
    public record Played(int rate, int channels, byte[] pcm) {

        public Duration length() {
            return Duration.ofMillis(1000L * pcm.length / (2L * rate * channels));
        }

        /** The loudest sample, 0 to 1. */
        public double peak() {
            int peak = 0;
            for (int i = 0; i + 1 < pcm.length; i += 2) {
                peak = Math.max(peak, Math.abs((short) ((pcm[i] & 0xFF) | (pcm[i + 1] << 8))));
            }
            return peak / 32_768.0;
        }
    }

    private final Path folder;
    private final Path card;
    private final Thread thread;
    private volatile boolean closed;

    // All below is guarded by this.
    private Optional<RandomAccessFile> held = Optional.empty();
    private Optional<FileInputStream> in = Optional.empty();
    private boolean stuck;
    private int rate;
    private int channels;
    private ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    private long lastByteNanos = System.nanoTime() - PAUSE.toNanos();

    /**
     * A card that is plugged in.
     *
     * @param folder of its own; there is nothing in it while the card is unplugged
     */
    public SoundCardEmulator(Path folder) throws IOException {
        this.folder = folder;
        this.card = folder.resolve("card");
        replug();
        thread = new Thread(this::live, "emulated-sound-card");
        thread.setDaemon(true);
        thread.start();
    }

    /** ALSA's name of it. */
    public String device() {
        return "file:FILE=" + card + ",FORMAT=wav";
    }

    /** A path that is there while the card is. */
    public Path card() {
        return card;
    }

    public synchronized boolean plugged() {
        return held.isPresent();
    }

    /** Pulls it out; who plays meanwhile plays to nobody. */
    public synchronized void unplug() {
        try {
            Files.deleteIfExists(card);
            // Else ALSA would make a file of that name.
            Files.deleteIfExists(folder);
            if (in.isPresent()) {
                in.get().close();
            }
            if (held.isPresent()) {
                held.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        held = Optional.empty();
        in = Optional.empty();
    }

    /** Plugs it in again; does nothing while it is. */
    public synchronized void replug() throws IOException {
        if (held.isPresent()) {
            return;
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(card);
        makePipe(card);
        // Open for both, it neither waits for a player nor sees one end.
        held = Optional.of(new RandomAccessFile(card.toFile(), "rw"));
        in = Optional.of(new FileInputStream(card.toFile()));
    }

    private static void makePipe(Path path) throws IOException {
        try {
            int end = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
            if (end != 0) {
                throw new IOException("no pipe for the sound card");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Takes no more sound, as a card whose driver hangs. */
    public synchronized void stick(boolean isStuck) {
        stuck = isStuck;
    }

    /** Whether something sounds. */
    public synchronized boolean sounds() {
        return System.nanoTime() - lastByteNanos < PAUSE.toNanos();
    }

    /** The last sound, as far as it got. */
    public synchronized Optional<Played> lastPlayed() {
        return rate == 0 ? Optional.empty() : Optional.of(new Played(rate, channels, pcm.toByteArray()));
    }

    private void live() {
        byte[] rest = new byte[0];
        try {
            while (!closed) {
                rest = listen(rest);
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized byte[] listen(byte[] rest) throws IOException {
        if (in.isEmpty() || stuck) {
            return rest;
        }
        int most = rate == 0
                ? HEAD_BYTES
                : Math.max(HEAD_BYTES, (int) (2L * rate * channels * TICK.toNanos() / 1_000_000_000L));
        int available = Math.min(in.get().available(), most);
        if (available == 0) {
            return rest;
        }
        lastByteNanos = System.nanoTime();
        byte[] heard = Arrays.copyOf(rest, rest.length + available);
        int count = in.get().read(heard, rest.length, available);
        heard = Arrays.copyOf(heard, rest.length + Math.max(0, count));
        int head = new String(heard, StandardCharsets.ISO_8859_1).indexOf("RIFF");
        if (head < 0) {
            // A head may be cut in two.
            int sure = Math.max(0, heard.length - 3);
            remember(heard, 0, sure);
            return Arrays.copyOfRange(heard, sure, heard.length);
        }
        remember(heard, 0, head);
        if (heard.length - head < HEAD_BYTES) {
            return Arrays.copyOfRange(heard, head, heard.length);
        }
        ByteBuffer format = ByteBuffer.wrap(heard).order(ByteOrder.LITTLE_ENDIAN);
        channels = Math.max(1, format.getShort(head + 22));
        rate = Math.max(1, format.getInt(head + 24));
        pcm = new ByteArrayOutputStream();
        return Arrays.copyOfRange(heard, head + HEAD_BYTES, heard.length);
    }

    private void remember(byte[] bytes, int from, int to) {
        if (pcm.size() < LONGEST_BYTES) {
            pcm.write(bytes, from, to - from);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        unplug();
    }
}
