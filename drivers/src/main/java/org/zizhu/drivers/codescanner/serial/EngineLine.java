package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * An open line to a scan engine: commands are exchanged, codes are heard. The wire log gets the commands and answers, and of
 * a code no more than its length. Used by the driver's thread; {@link #close()} by any.
 */
final class EngineLine implements AutoCloseable {

    /**
     * An engine answers within 50 ms; with one repetition a dead one is found out before a second has passed since the last
     * poll.
     */
    private static final Duration ANSWER = Duration.ofMillis(200);

    private static final int TRIES = 2;

    /** An engine sends a code in one go; a USB bridge holds bytes back for 16 ms at the most. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Closing a port throws away what has not left it, which is all of it on a USB bridge or pseudo terminal that was slow to take it. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

    /** A longest code at the slowest line that is met takes so long; an engine that is still sending then babbles. */
    private static final int MOST_BYTES = Framer.LONGEST_CODE + 1000;

    private final SerialLink link;
    private final Protocol protocol;
    private final Framer framer;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final byte[] buffer = new byte[1024];
    private long lastByteNanos;
    private boolean looking;

    // Guarded by this.
    private boolean lit;
    private boolean closed;

    EngineLine(SerialLink link, Protocol protocol, MonotonicClock clock, WireLog wireLog) {
        this.link = link;
        this.protocol = protocol;
        this.framer = protocol.framer();
        this.clock = clock;
        this.wireLog = wireLog;
        this.lastByteNanos = clock.nanos();
    }

    /** Whether the engine was made to look for codes, and not to stop. */
    boolean looking() {
        return looking;
    }

    /** Makes the engine look, or go on looking. What came before it was asked to is dropped. */
    void look() throws IOException {
        // From before it is told: it is lit before it answers, and perhaps it never does.
        lit(true);
        protocol.look(this);
        looking = true;
    }

    /** Makes the engine dark, if it looks. */
    void rest() throws IOException {
        if (looking) {
            looking = false;
            protocol.rest(this);
            lit(false);
        }
    }

    private synchronized void lit(boolean perhaps) {
        lit = perhaps;
    }

    /** Waits until a code comes, or the time is over. */
    Optional<byte[]> hear(Duration within) throws IOException {
        Optional<byte[]> code = framer.code();
        if (code.isEmpty()) {
            receive(within);
            code = framer.code();
        }
        code.ifPresent(bytes -> wireLog.masked(Direction.FROM_DEVICE, bytes, 0, bytes.length));
        return code;
    }

    /** Drops what arrived without being asked for. */
    void discard() throws IOException {
        int discarded = 0;
        int count;
        do {
            count = receive(Duration.ZERO);
            framer.disown();
            discarded += count;
        } while (count > 0 && discarded < MOST_BYTES);
        if (discarded > 0) {
            wireLog.note(discarded + " bytes that nobody asked for dropped");
        }
    }

    /** @throws IOException also when the line was closed, so that nothing lights an engine after that */
    synchronized void send(byte[] command) throws IOException {
        if (closed) {
            throw new IOException("line closed");
        }
        wireLog.frame(Direction.TO_DEVICE, command);
        link.write(command);
    }

    /**
     * Sends a command and gets its answer; codes that come before it are kept only while the engine is looked at for them.
     *
     * @throws EngineTrouble when the engine says nothing, nonsense, or no
     */
    Answer exchange(byte[] command, Answer.Form form) throws IOException {
        boolean anything = false;
        for (int tries = 0; tries < TRIES; tries++) {
            send(command);
            Heard heard = await(form);
            anything |= heard.bytes() > 0;
            Optional<Answer> answer = heard.answer();
            if (answer.isPresent() && answer.get().verdict() == Answer.Verdict.DONE) {
                return answer.get();
            }
            if (answer.isPresent() && answer.get().verdict() == Answer.Verdict.REFUSED) {
                throw EngineTrouble.refused();
            }
        }
        throw anything ? EngineTrouble.garbled() : EngineTrouble.silent();
    }

    /** Sends a command that not every engine of the dialect knows: no answer, and no, are answers. */
    Optional<Answer> tryExchange(byte[] command, Answer.Form form) throws IOException {
        send(command);
        return await(form).answer().filter(answer -> answer.verdict() == Answer.Verdict.DONE);
    }

    private record Heard(Optional<Answer> answer, int bytes) {}

    private Heard await(Answer.Form form) throws IOException {
        int bytes = 0;
        long end = clock.nanos() + ANSWER.toNanos();
        while (bytes < MOST_BYTES) {
            long left = end - clock.nanos();
            int count = receive(Duration.ofNanos(Math.max(0, left)));
            bytes += count;
            Optional<Answer> answer = framer.answer(form, looking);
            if (answer.isPresent()) {
                wireLog.frame(Direction.FROM_DEVICE, answer.get().frame());
                return new Heard(answer, bytes);
            }
            if (count > 0) {
                // It may be sending a long code, and answers when that is out.
                end = clock.nanos() + ANSWER.toNanos();
            } else if (left <= 0) {
                break;
            }
        }
        dropUnfinished();
        // Where an answer got lost, what came in its place is not believed to be a code.
        framer.disown();
        return new Heard(Optional.empty(), bytes);
    }

    private int receive(Duration within) throws IOException {
        int count = link.read(buffer, within);
        boolean paused = clock.nanos() - lastByteNanos > PAUSE.toNanos();
        if (paused) {
            dropUnfinished();
        }
        if (count > 0) {
            lastByteNanos = clock.nanos();
            framer.add(buffer, count);
            // It may be a citizen's credential.
            Arrays.fill(buffer, 0, count, (byte) 0);
        }
        byte[] due = framer.due();
        if (due.length > 0) {
            send(due);
        }
        return count;
    }

    private void dropUnfinished() {
        int dropped = framer.quiet();
        if (dropped > 0) {
            wireLog.note(dropped + " bytes without an end dropped");
        }
    }

    /** Frees the line; an engine that may be lit is made dark first, since nobody else would. */
    @Override
    public synchronized void close() {
        if (lit && !closed) {
            goDark();
        }
        closed = true;
        link.close();
    }

    /** Also where this thread was interrupted, as a driver's is when it is closed: that must not cut off the last command. */
    private void goDark() {
        boolean interrupted = Thread.interrupted();
        try {
            link.write(protocol.dark());
            TimeUnit.NANOSECONDS.sleep(ON_ITS_WAY.toNanos());
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            wireLog.note("may have been left alight: " + e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
