package org.zizhu.drivers.idcard.samv;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * An open line to a SAM-V module with one verb: {@link #exchange}. Damaged and missing answers are asked for again; the
 * wire log gets every frame, a person's data masked. Used by the driver's thread; {@link #close()} by any.
 */
final class SamVLine implements AutoCloseable {

    /** One answer that is lost or damaged is a disturbance, three in a row are a fault. */
    private static final int TRIES = 3;

    /** An answer that takes seconds is not waited for three times: the citizen stands there. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);

    /** What one answer may hold beside its frame before the line is called garbled: a second's worth at 9600 baud. */
    private static final int MOST_BYTES = SamVFrame.LONGEST_LENGTH + 1000;

    private static final int STATUS_BYTES = 3;

    /**
     * An answer.
     *
     * @param data what follows the status bytes; a person's for commands that read
     */
    record Answer(SamVStatus status, byte[] data) {
        boolean ok() {
            return status == SamVStatus.OK;
        }
    }

    /** The port is there and the module says nothing. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** The module, or something else at that port, answers nonsense. */
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1L;

        Garbled(String reason) {
            super(reason);
        }
    }

    private final SerialLink link;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final SamVFrame.Cutter cutter = new SamVFrame.Cutter();
    private final byte[] buffer = new byte[4096];

    SamVLine(SerialLink link, MonotonicClock clock, WireLog wireLog) {
        this.link = link;
        this.clock = clock;
        this.wireLog = wireLog;
    }

    /**
     * Asks, and asks again where the answer is missing or damaged.
     *
     * @throws Silent when nothing came
     * @throws Garbled when what came made no sense
     * @throws IOException when the line is lost
     */
    Answer exchange(SamVCommand command) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Answer answer = exchangeOnce(command);
                if (answer.status() != SamVStatus.REQUEST_CHECKSUM_WRONG || tries == TRIES) {
                    return answer;
                }
            } catch (Silent e) {
                wireLog.note("no answer to " + command);
                if (tries == TRIES || command.within().compareTo(LONG_WAIT) > 0) {
                    throw e;
                }
            } catch (Garbled e) {
                wireLog.note(e.getMessage() + " to " + command);
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Answer exchangeOnce(SamVCommand command) throws IOException {
        try {
            return ask(command);
        } finally {
            // What was read of a person is the caller's alone from here on.
            cutter.clear();
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private Answer ask(SamVCommand command) throws IOException {
        discardLeftovers();
        byte[] request = command.frame();
        wireLog.frame(Direction.TO_DEVICE, request);
        link.write(request);
        Deadline deadline = Deadline.after(command.within(), clock);
        int received = 0;
        while (received < MOST_BYTES) {
            int count = link.read(buffer, deadline.remaining());
            received += count;
            cutter.add(buffer, count);
            for (Optional<byte[]> content = cutter.next(); content.isPresent(); content = cutter.next()) {
                Optional<Answer> answer = answer(command, content.get());
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            // A module answers once: after a damaged frame nothing is worth waiting for but its own late end.
            if (cutter.checksumWrong() && !cutter.midFrame()) {
                throw new Garbled("checksum-wrong");
            }
            if (count == 0 && deadline.over()) {
                break;
            }
        }
        if (received == 0) {
            throw new Silent();
        }
        throw new Garbled(
                cutter.checksumWrong() ? "checksum-wrong" : cutter.midFrame() ? "answer-truncated" : "answer-garbled");
    }

    /** An answer to an earlier request, that was given up, must not be taken for the next one's. */
    private void discardLeftovers() throws IOException {
        cutter.clear();
        int discarded = 0;
        int count;
        do {
            count = link.read(buffer, Duration.ZERO);
            discarded += count;
        } while (count > 0 && discarded < MOST_BYTES);
        if (discarded > 0) {
            wireLog.note(discarded + " bytes discarded");
        }
    }

    private Optional<Answer> answer(SamVCommand command, byte[] content) {
        int dataBytes = content.length - STATUS_BYTES;
        if (dataBytes < 0 || !command.fits(dataBytes)) {
            wireLog.note("answer of " + content.length + " bytes does not fit " + command);
            return Optional.empty();
        }
        byte[] frame = SamVFrame.of(content);
        int maskFrom = command.personal() && dataBytes > 0 ? SamVFrame.HEAD_BYTES + STATUS_BYTES : frame.length;
        wireLog.masked(Direction.FROM_DEVICE, frame, maskFrom, frame.length);
        return Optional.of(new Answer(
                SamVStatus.of(content[STATUS_BYTES - 1]), Arrays.copyOfRange(content, STATUS_BYTES, content.length)));
    }

    @Override
    public void close() {
        link.close();
    }
}
