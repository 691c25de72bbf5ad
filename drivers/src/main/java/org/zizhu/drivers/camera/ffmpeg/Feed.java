package org.zizhu.drivers.camera.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * One run of ffmpeg. Its pictures are given out on a thread of its own, as fast as they come; {@link #close} kills it. The
 * kernel kills it too when the thread that started it ends, however that comes about, so that no camera stays in use by a unit
 * that is gone. Thread-safe.
 */
final class Feed implements AutoCloseable {

    /** What a dead process has said is read by then. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private static final int READ_BYTES = 64 << 10;

    /** A longer line of ffmpeg's is not looked at to its end. */
    private static final int LONGEST_LINE_CHARACTERS = 512;

    /** What setpriv ends with when the program that it should start isn't there. */
    private static final int NOT_FOUND = 127;

    private final Process process;
    private final Thread complaints;
    private final MonotonicClock clock;
    private final boolean live;
    private final Consumer<byte[]> pictures;
    private final long startedNanos;

    // Guarded by this.
    private byte @Nullable [] last;
    private long newestNanos;
    private long news;
    private @Nullable Complaint complaint;
    private boolean ended;

    /**
     * Starts ffmpeg, on the thread that it is to live as long as.
     *
     * @param pictures gets each picture, on the feed's thread
     */
    Feed(String ffmpeg, Source source, Source.Form form, MonotonicClock clock, Consumer<byte[]> pictures)
            throws Unseen {
        this.clock = clock;
        this.live = source.live();
        this.pictures = pictures;
        this.startedNanos = clock.nanos();
        this.newestNanos = startedNanos;
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.addAll(List.of(ffmpeg, "-hide_banner", "-loglevel", "error", "-nostdin"));
        command.addAll(source.arguments(form));
        command.addAll(List.of("-f", "mjpeg", "-flush_packets", "1", "pipe:1"));
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
        } catch (IOException e) {
            throw new Unseen(DeviceState.HARDWARE_ERROR, "ffmpeg-missing");
        }
        complaints = thread("camera-complaints", this::readComplaints);
        complaints.start();
        thread("camera-pictures", this::readPictures).start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** How many pictures came that were not the same as the one before. */
    synchronized long news() {
        return news;
    }

    /** How long no new picture has come, in nanoseconds. */
    synchronized long stillNanos() {
        return clock.nanos() - newestNanos;
    }

    long ageNanos() {
        return clock.nanos() - startedNanos;
    }

    /** The newest picture. */
    synchronized byte @Nullable [] last() {
        return last;
    }

    /** Whether ffmpeg has ended, or given up its output. */
    synchronized boolean ended() {
        return ended;
    }

    /** Why it ended. */
    synchronized Unseen reason() {
        if (!process.isAlive() && process.exitValue() == NOT_FOUND) {
            return new Unseen(DeviceState.HARDWARE_ERROR, "ffmpeg-missing");
        }
        return complaint != null ? complaint.unseen() : new Unseen(DeviceState.HARDWARE_ERROR, "stream-ended");
    }

    private void readPictures() {
        JpegSplitter splitter = new JpegSplitter(this::arrived);
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream out = process.getInputStream()) {
            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                splitter.add(buffer, count);
            }
        } catch (IOException e) {
            // Closed under us by close(), or the process is gone: there are no more pictures either way.
        } finally {
            process.destroyForcibly();
            try {
                process.waitFor();
                complaints.join(LAST_WORDS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            end();
        }
    }

    private void arrived(byte[] picture) {
        synchronized (this) {
            if (!live || last == null || !Arrays.equals(last, picture)) {
                news++;
                newestNanos = clock.nanos();
            }
            last = picture;
            notifyAll();
        }
        pictures.accept(picture);
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until so many new pictures have come, it has ended, or the time is over; true for the pictures. */
    synchronized boolean awaitNews(long wanted, Deadline deadline) throws InterruptedException {
        while (!ended && news < wanted && !deadline.over()) {
            // Never 0, which would be for ever.
            wait(deadline.remaining().toMillis() + 1);
        }
        return news >= wanted;
    }

    private void readComplaints() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c == '\n') {
                    complain(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE_CHARACTERS) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    private synchronized void complain(String line) {
        Complaint.in(line).ifPresent(found -> complaint = found);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
