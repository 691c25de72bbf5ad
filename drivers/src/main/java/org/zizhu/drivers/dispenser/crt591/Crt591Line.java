package org.zizhu.drivers.dispenser.crt591;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Arrival;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Control;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Whole;
import org.zizhu.drivers.dispenser.crt591.Crt591Reply.Done;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/**
 * An open line to a CRT-591 with one verb: {@link #exchange}. Command, ACK or NAK, answer, ACK; a command that was not
 * taken is sent again, a damaged answer asked for again by NAK, a repeated one acknowledged again and dropped.
 *
 * <p>A device that moves a card says nothing and hears EOT alone, and its frames carry no number. So a move that was not
 * taken is sent again only after the device has answered a question, and nothing has moved: else a lost ACK would draw a
 * second card.
 *
 * <p>Used by the driver's thread; {@link #close()} by any.
 */
final class Crt591Line implements AutoCloseable {

    /** Protocol v1.0: a host that sees no ACK for so long sends its frame again. */
    private static final Duration ACK_WITHIN = Duration.ofMillis(300);

    /** One frame or answer that is lost is a disturbance, three in a row are a fault. */
    private static final int TRIES = 3;

    /** The question that is asked all the time is given up sooner: that the device is gone is to be known in a second. */
    private static final int STATUS_TRIES = 2;

    /** A frame's bytes come 1 ms apart at 9600 baud; with such a gap it has ended, also behind a USB adapter. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** How soon a command that was given up is stopped. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A motor stops at once, and the EOT that says so comes with it; the caller has waited for its whole time already. */
    private static final Duration STOP_WITHIN = Duration.ofMillis(500);

    /** A device whose ACK was lost is deaf while it moves the card: the longest way takes about that long. */
    private static final Duration DEAF_WHILE_MOVING = Duration.ofSeconds(5);

    /** The port is there and the device says nothing. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** The device, or something else at that port, answers nonsense. */
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1L;

        Garbled() {
            super("answer-garbled");
        }
    }

    /** How the device took a frame. */
    private sealed interface Taking {}

    private enum Sign implements Taking {
        TAKEN,
        REFUSED,
        SILENCE,
        NOISE
    }

    /** Its ACK was lost, the answer came. */
    private record Answered(Crt591Reply reply) implements Taking {}

    private final SerialLink link;
    private final int address;
    private final MonotonicClock clock;
    private final WireLog wireLog;
    private final Crt591Frame.Cutter cutter = new Crt591Frame.Cutter();
    private final byte[] buffer = new byte[256];

    /** The content of the last answer: what comes again is known by it. Nothing of a person is kept here. */
    private byte[] lastAnswer = new byte[0];

    private @Nullable Crt591Status lastStatus;

    /** Whether something that made no sense came in place of an answer to the present command. */
    private boolean garbled;

    Crt591Line(SerialLink link, int address, MonotonicClock clock, WireLog wireLog) {
        this.link = link;
        this.address = address;
        this.clock = clock;
        this.wireLog = wireLog;
    }

    /** Asks, without a way to stop it. */
    Crt591Reply exchange(Crt591Command command, byte... data) throws IOException {
        return exchange(command, Crt591Line::never, data);
    }

    /**
     * Asks, and waits for what becomes of it. A move that ends by an exception may have been done, in part or whole.
     *
     * @param givenUp looked at while the device works; once true, it is stopped
     * @throws Silent when nothing came
     * @throws Garbled when what came made no sense
     * @throws IOException when the line is lost
     */
    Crt591Reply exchange(Crt591Command command, BooleanSupplier givenUp, byte... data) throws IOException {
        acknowledgeLeftovers();
        try {
            Crt591Reply reply = ask(command, givenUp, data);
            if (reply instanceof Done done) {
                lastStatus = done.status();
            }
            return reply;
        } finally {
            cutter.clear();
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private Crt591Reply ask(Crt591Command command, BooleanSupplier givenUp, byte... data) throws IOException {
        int most = command == Crt591Command.STATUS ? STATUS_TRIES : TRIES;
        garbled = false;
        for (int tries = 1; tries <= most; tries++) {
            send(command, data);
            Taking taking = taking(command);
            if (command.moves() && taking instanceof Sign sign && sign != Sign.TAKEN) {
                taking = settle(command, givenUp);
            }
            if (taking instanceof Answered answered) {
                return answered.reply();
            }
            garbled |= taking == Sign.NOISE;
            if (taking == Sign.TAKEN) {
                Optional<Crt591Reply> reply = answer(command, givenUp);
                if (reply.isPresent()) {
                    return reply.get();
                }
                if (!command.repeatable()) {
                    break;
                }
            }
            wireLog.note((taking == Sign.REFUSED ? "NAK to " : "no answer to ") + command);
        }
        throw garbled ? new Garbled() : new Silent();
    }

    /** Waits for the ACK of a frame, or for the answer to the awaited command where the ACK was lost. */
    private Taking taking(Crt591Command awaited) throws IOException {
        Deadline until = Deadline.after(ACK_WITHIN, clock);
        while (true) {
            Optional<Arrival> arrival = await(until);
            if (arrival.isEmpty()) {
                if (until.over()) {
                    return cutter.noise() ? Sign.NOISE : Sign.SILENCE;
                }
            } else if (arrival.get() instanceof Whole whole) {
                // The last answer once more is a repeat, whose ACK was lost. What a chip said last is not kept to be
                // compared, so that its answers are taken after an ACK only.
                boolean repeat = Arrays.equals(whole.content(), lastAnswer);
                Optional<Crt591Reply> reply = acknowledge(awaited, whole);
                if (reply.isPresent() && !repeat && !awaited.personal()) {
                    return new Answered(reply.get());
                }
            } else if (arrival.get() instanceof Control control && control.character() != Crt591Frame.EOT) {
                return control.character() == Crt591Frame.ACK ? Sign.TAKEN : Sign.REFUSED;
            }
        }
    }

    /**
     * Finds out whether a move whose ACK did not come was begun.
     *
     * @return what came of it when it was, and REFUSED when it was not, so that it may be sent again
     * @throws Silent when that can't be told
     */
    private Taking settle(Crt591Command move, BooleanSupplier givenUp) throws IOException {
        Deadline until = Deadline.after(DEAF_WHILE_MOVING, clock);
        Crt591Status before = lastStatus;
        while (!until.over() && !givenUp.getAsBoolean()) {
            send(Crt591Command.STATUS);
            Taking taking = taking(move);
            if (taking instanceof Answered) {
                return taking;
            }
            Optional<Crt591Reply> status =
                    taking == Sign.TAKEN ? answer(Crt591Command.STATUS, Crt591Line::never) : Optional.empty();
            if (status.isPresent()) {
                boolean still =
                        !(status.get() instanceof Done done) || done.status().equals(before);
                if (still) {
                    return Sign.REFUSED;
                }
                break;
            }
        }
        throw new Silent();
    }

    /** The answer to a command that was taken; empty when none comes. */
    private Optional<Crt591Reply> answer(Crt591Command command, BooleanSupplier givenUp) throws IOException {
        Deadline until = Deadline.after(command.within(), clock);
        int askedAgain = 0;
        while (!until.over()) {
            Optional<Arrival> arrival = await(Deadline.after(until.remaining(LOOK), clock));
            if (arrival.isPresent() && arrival.get() instanceof Whole whole) {
                Optional<Crt591Reply> reply = acknowledge(command, whole);
                if (reply.isPresent()) {
                    return reply;
                }
            } else if (arrival.isEmpty() && cutter.noise()) {
                if (++askedAgain == TRIES) {
                    throw new Garbled();
                }
                garbled = true;
                wireLog.note("answer damaged: NAK");
                link.write(new byte[] {Crt591Frame.NAK});
            }
            if (command.moves() && givenUp.getAsBoolean()) {
                return Optional.of(stop(command));
            }
        }
        return Optional.empty();
    }

    /** Ends a move under way, if it does not end by itself at that moment. */
    private Crt591Reply stop(Crt591Command command) throws IOException {
        wireLog.note("EOT stops " + command);
        link.write(new byte[] {Crt591Frame.EOT});
        Deadline until = Deadline.after(STOP_WITHIN, clock);
        while (!until.over()) {
            Optional<Arrival> arrival = await(until);
            if (arrival.isPresent() && arrival.get() instanceof Whole whole) {
                Optional<Crt591Reply> reply = acknowledge(command, whole);
                if (reply.isPresent()) {
                    return reply.get();
                }
            } else if (arrival.isPresent()
                    && arrival.get() instanceof Control control
                    && control.character() == Crt591Frame.EOT) {
                return new Crt591Reply.Stopped();
            }
        }
        throw new Silent();
    }

    /** The next thing that makes sense; empty when the time is over, or something came that made none. */
    private Optional<Arrival> await(Deadline until) throws IOException {
        Optional<Arrival> next = cutter.next();
        boolean came = false;
        while (next.isEmpty() && !until.over()) {
            int count = link.read(buffer, until.remaining(QUIET));
            cutter.add(buffer, count);
            next = count > 0 ? cutter.next() : cutter.nextOfAll();
            if (count == 0 && came) {
                return next;
            }
            came |= count > 0;
        }
        return next;
    }

    private static boolean never() {
        return false;
    }

    private void send(Crt591Command command, byte... data) throws IOException {
        byte[] frame = command.frame(address, data);
        int maskFrom = command.personal() ? Crt591Frame.HEAD_BYTES + Crt591Frame.SHORTEST_CONTENT : frame.length;
        wireLog.masked(Direction.TO_DEVICE, frame, maskFrom, frame.length);
        link.write(frame);
    }

    /** Tells the device that a frame of it has come; what the frame says if it is the awaited answer. */
    private Optional<Crt591Reply> acknowledge(Crt591Command awaited, Whole whole) throws IOException {
        if (whole.address() != address) {
            wireLog.note("a frame of unit " + whole.address());
            return Optional.empty();
        }
        link.write(new byte[] {Crt591Frame.ACK});
        Optional<Crt591Reply> reply = Crt591Reply.of(awaited, whole.content());
        boolean personal = awaited.personal() || reply.isEmpty();
        byte[] frame = Crt591Frame.of(whole.address(), whole.content());
        int maskFrom = personal ? Crt591Frame.HEAD_BYTES + Crt591Reply.DATA_FROM : frame.length;
        wireLog.masked(Direction.FROM_DEVICE, frame, Math.min(maskFrom, frame.length), frame.length);
        if (!personal) {
            lastAnswer = whole.content();
        }
        return reply;
    }

    /** A repeat of the last answer, whose ACK was lost, must not be taken for the next one's. */
    private void acknowledgeLeftovers() throws IOException {
        int discarded = 0;
        for (int count = link.read(buffer, Duration.ZERO); count > 0 && discarded < 4096; ) {
            discarded += count;
            cutter.add(buffer, count);
            count = link.read(buffer, Duration.ZERO);
        }
        boolean frames = false;
        for (Optional<Arrival> left = cutter.nextOfAll(); left.isPresent(); left = cutter.nextOfAll()) {
            frames |= left.get() instanceof Whole;
        }
        cutter.clear();
        if (frames) {
            link.write(new byte[] {Crt591Frame.ACK});
        }
        if (discarded > 0) {
            wireLog.note(discarded + " bytes that came late");
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
