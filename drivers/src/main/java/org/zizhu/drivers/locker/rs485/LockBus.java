package org.zizhu.drivers.locker.rs485;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * An open line to lock boards that share two wires: one speaks at a time. Whatever a board says is told to one listener,
 * an answer that comes late and a change that nobody asked for too. Used by the driver's thread; {@link #close()} by any.
 */
final class LockBus implements AutoCloseable {

    /** A board needs this to turn its transceiver from sending to listening; two dozen characters at 9600 baud. */
    private static final Duration TURNAROUND = Duration.ofMillis(20);

    /** What one answer may be buried in before it is given up: half a second's worth at 9600 baud. */
    private static final int MOST_BYTES = 500;

    /** What came of a request. */
    enum Reply {
        ANSWERED,
        SILENCE,
        /** Something came that is no answer. */
        GARBAGE
    }

    /** @param answer empty unless there was one */
    private record Outcome(Reply reply, byte[] answer) {
        boolean sameAs(Outcome other) {
            return reply == other.reply && Arrays.equals(answer, other.answer);
        }
    }

    private final SerialLink link;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final Consumer<LockAnswer> heard;
    private final LockFrame.Cutter cutter = new LockFrame.Cutter();
    private final byte[] buffer = new byte[64];
    /** By board: a poll is logged when it has something new to tell, and leaves room for the rest. */
    private final Map<Integer, Outcome> lastPolls = new HashMap<>();

    private int received;
    private Deadline turnedAround;

    LockBus(SerialLink link, MonotonicClock clock, WireLog wireLog, Consumer<LockAnswer> heard) {
        this.link = link;
        this.clock = clock;
        this.wireLog = wireLog;
        this.heard = heard;
        this.turnedAround = Deadline.after(TURNAROUND, clock);
    }

    /** Asks for all switches of a board. */
    Reply queryAll(int board, int groups, Duration within) throws IOException {
        byte[] request = LockFrame.query(board, LockFrame.ALL);
        Outcome outcome = ask(
                request, groups, within, answer -> answer instanceof LockAnswer.Switches all && all.board() == board);
        Outcome before = lastPolls.put(board, outcome);
        if (before == null || !before.sameAs(outcome)) {
            log(request, outcome);
        }
        return outcome.reply();
    }

    /** Asks for one lock's switch. */
    Reply query(LockerPlan.Lock lock, Duration within) throws IOException {
        byte[] request = LockFrame.query(lock.board(), lock.number());
        Outcome outcome = ask(
                request,
                0,
                within,
                answer -> answer instanceof LockAnswer.Switch one
                        && one.board() == lock.board()
                        && one.lock() == lock.number());
        log(request, outcome);
        return outcome.reply();
    }

    /** Fires a lock, once: a request that is not answered may have been heard. */
    Reply open(LockerPlan.Lock lock, Duration within) throws IOException {
        byte[] request = LockFrame.open(lock.board(), lock.number());
        Outcome outcome = ask(request, 0, within, new LockAnswer.OpenTaken(lock.board(), lock.number())::equals);
        log(request, outcome);
        return outcome.reply();
    }

    /** Takes what boards say by themselves meanwhile; with no time, what they have said. */
    void listen(Duration within) throws IOException {
        Deadline deadline = Deadline.after(within, clock);
        received = 0;
        int before;
        do {
            before = received;
            receive(deadline, unasked -> false);
        } while (received < MOST_BYTES && (received > before || !deadline.over()));
    }

    private Outcome ask(byte[] request, int groups, Duration within, Predicate<LockAnswer> answers) throws IOException {
        listen(Duration.ZERO);
        cutter.await(groups);
        pause(turnedAround.remaining());
        link.write(request);
        Deadline deadline = Deadline.after(within, clock);
        received = 0;
        do {
            Optional<byte[]> answer = receive(deadline, answers);
            if (answer.isPresent()) {
                turnedAround = Deadline.after(TURNAROUND, clock);
                return new Outcome(Reply.ANSWERED, answer.get());
            }
        } while (received < MOST_BYTES && !deadline.over());
        return new Outcome(received == 0 ? Reply.SILENCE : Reply.GARBAGE, new byte[0]);
    }

    /** What has arrived by then, at the most one buffer of it; the frame that is awaited, if it is among it. */
    private Optional<byte[]> receive(Deadline deadline, Predicate<LockAnswer> awaited) throws IOException {
        int count = link.read(buffer, deadline.remaining());
        received += count;
        cutter.add(buffer, count);
        Optional<byte[]> found = Optional.empty();
        for (Optional<byte[]> frame = cutter.next(); frame.isPresent(); frame = cutter.next()) {
            LockAnswer answer = LockAnswer.of(frame.get());
            if (awaited.test(answer)) {
                found = frame;
            } else {
                wireLog.frame(Direction.FROM_DEVICE, frame.get());
            }
            heard.accept(answer);
        }
        return found;
    }

    private void log(byte[] request, Outcome outcome) {
        wireLog.frame(Direction.TO_DEVICE, request);
        switch (outcome.reply()) {
            case ANSWERED -> wireLog.frame(Direction.FROM_DEVICE, outcome.answer());
            case SILENCE -> wireLog.note("no answer");
            case GARBAGE -> wireLog.note("something that is no answer");
        }
    }

    private static void pause(Duration pause) throws IOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("driver closed", e);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
