package org.zizhu.drivers.dispenser.crt591;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.drivers.dispenser.crt591.Crt591Reply.Done;
import org.zizhu.drivers.dispenser.crt591.Crt591Reply.Refused;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;

/**
 * A Creator CRT-591-M card dispenser on a serial line (communication protocol v1.0 of 2013-07-02).
 *
 * <p>It is made ready after it was switched on, whenever that was, and a card inside stays where it is: what becomes of one
 * at start is {@link CardAtStart}'s, and afterwards the application's. Before each move the sensors are asked, since the
 * device draws a new card from the stacker when told to move one that is not there.
 *
 * <p>Reasons of its status: "link-lost" (no such port), "silent", "answer-garbled", "stacker-empty", "bin-full", and
 * those of {@link Crt591Error}. An empty stacker or a full bin stops it only while no card is on its way.
 *
 * <p>Reasons of its moves, beside those: "no-card" (there is none to move), "outcome-unknown" (begun, and what came of it
 * was not told: ask {@link #position}), "stopped" (by its deadline), "card-elsewhere" (done, and the sensors see the card
 * where it ought not to be).
 */
public final class Crt591Dispenser extends DeviceLoop<Crt591Line> implements CardDispenser {

    /** Twice in a second, with its answer: a card that was taken shows in the status within it. */
    private static final Duration IDLE = Duration.ofMillis(250);

    /** A device that can't be made ready tries its motors each time: no more often than a person looks. */
    private static final Duration ILL = Duration.ofSeconds(1);

    /** What field staff are shown of an answer in characters. */
    private static final int LONGEST_TEXT = 64;

    private final SerialLink.Port port;
    private final int address;
    private final CardAtStart cardAtStart;

    // All below: the driver's thread alone.
    private boolean started;
    private @Nullable Crt591Status lastSeen;

    /** A fault of the mechanics that the device told of when it moved, and may not tell of again. */
    private @Nullable Crt591Error trouble;

    /** How the sensors looked then: as long as they do, nobody has seen to it. */
    private @Nullable String troubleLooks;

    /**
     * @param address of the unit on its line, 0 to 15, as its switches say
     */
    public Crt591Dispenser(
            String name,
            SerialLink.Port port,
            int address,
            CardAtStart cardAtStart,
            MonotonicClock clock,
            InstantSource wallClock) {
        super(name, clock, wallClock);
        this.port = port;
        this.address = address;
        this.cardAtStart = cardAtStart;
    }

    @Override
    public CompletableFuture<Completion<Position>> position(Duration within) {
        return submit(within, (line, deadline) -> asked(line).map(Crt591Status::card));
    }

    @Override
    public CompletableFuture<Completion<Position>> moveToChip(Duration within) {
        return submit(within, (line, deadline) -> move(line, Crt591Command.TO_CHIP, deadline));
    }

    @Override
    public CompletableFuture<Completion<Position>> hold(Duration within) {
        return submit(within, (line, deadline) -> move(line, Crt591Command.HOLD, deadline));
    }

    @Override
    public CompletableFuture<Completion<Position>> eject(Duration within) {
        return submit(within, (line, deadline) -> move(line, Crt591Command.EJECT, deadline));
    }

    @Override
    public CompletableFuture<Completion<Position>> capture(Duration within) {
        return submit(within, (line, deadline) -> move(line, Crt591Command.CAPTURE, deadline));
    }

    @Override
    public CompletableFuture<Completion<Integer>> captured(Duration within) {
        return submit(within, (line, deadline) -> binCount(line));
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        return submit(within, (line, deadline) -> {
            Completion<Crt591Status> there = asked(line);
            if (there instanceof Completion.Success<Crt591Status> status
                    && status.value().card() == Position.CHIP) {
                return ChipContacts.converse(line, talk, deadline);
            }
            return there instanceof Completion.Failed<Crt591Status> failed
                    ? Completion.failed(failed.code(), failed.reason())
                    : Completion.failed(FailureCode.SEQUENCE_ERROR, "no-card");
        });
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (line, deadline) -> {
            Completion<Integer> captured = binCount(line);
            Crt591Reply sensors = line.exchange(Crt591Command.SENSORS);
            if (captured instanceof Completion.Success<Integer> count && sensors instanceof Done done) {
                return Completion.success("%s: %s; %d cards captured; sensors %s"
                        .formatted(
                                readable(line.exchange(Crt591Command.VERSION)),
                                done.status().inWords(),
                                count.value(),
                                text(done.data())));
            }
            return sensors instanceof Done ? captured.map(Object::toString) : failed(sensors);
        });
    }

    @Override
    protected Crt591Line connect() throws IOException {
        Crt591Line line = new Crt591Line(port.open(), address, clock(), wireLog());
        boolean ready = false;
        try {
            if (!(line.exchange(Crt591Command.STATUS) instanceof Done) || !started) {
                // It answers, and is about to move its motors for a second or more.
                publish(DeviceStatus.starting());
                initialise(line);
            }
            fact("firmware", readable(line.exchange(Crt591Command.VERSION)));
            fact("serial-number", readable(line.exchange(Crt591Command.SERIAL_NUMBER)));
            fact("configuration", readable(line.exchange(Crt591Command.CONFIGURATION)));
            var unused = binCount(line);
            ready = true;
            return line;
        } finally {
            if (!ready) {
                line.close();
            }
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        if (cause instanceof Crt591Line.Silent) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "silent");
        }
        if (cause instanceof Crt591Line.Garbled) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled");
        }
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    @Override
    protected Duration poll(Crt591Line line) throws IOException {
        Crt591Reply reply = line.exchange(Crt591Command.STATUS);
        if (reply instanceof Refused refused && refused.error() == Crt591Error.NOT_INITIALISED) {
            reply = initialise(line);
        }
        if (reply instanceof Done done) {
            saw(line, done.status());
            return IDLE;
        }
        if (reply instanceof Refused refused) {
            // What it tells when asked needs no memory.
            trouble = null;
            publish(broken(refused.error()));
            return refused.error() == Crt591Error.NOT_INITIALISED ? ILL : IDLE;
        }
        return IDLE;
    }

    /** Makes the device ready; at the driver's start, a card inside goes where the wiring file says. */
    private Crt591Reply initialise(Crt591Line line) throws IOException {
        Crt591Reply reply = line.exchange(Crt591Command.INITIALISE);
        if (reply instanceof Done done) {
            fact("model", text(done.data()));
            history().count("initialised");
            if (!started && done.status().card() != Position.NONE) {
                history().count("cards-found-at-start");
                reply = switch (cardAtStart) {
                    case KEEP -> reply;
                    case CAPTURE -> line.exchange(Crt591Command.CAPTURE);
                    case GATE -> line.exchange(Crt591Command.HOLD);
                };
            }
            started = true;
        }
        return reply;
    }

    private Completion<Crt591Status> asked(Crt591Line line) throws IOException {
        Crt591Reply reply = line.exchange(Crt591Command.STATUS);
        return reply instanceof Done done ? Completion.success(done.status()) : failed(reply);
    }

    private Completion<Position> move(Crt591Line line, Crt591Command move, Deadline deadline) throws IOException {
        Completion<Crt591Status> before = asked(line);
        if (!(before instanceof Completion.Success<Crt591Status> found)) {
            return before.map(Crt591Status::card);
        }
        boolean fromStacker = found.value().card() == Position.NONE;
        if (fromStacker && move != Crt591Command.TO_CHIP) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        if (fromStacker && found.value().stacker() == SupplyLevel.OUT) {
            return Crt591Error.STACKER_EMPTY.failed();
        }
        // A card that can't be captured when nobody takes it is not to be drawn.
        if (found.value().binFull() && (fromStacker || move == Crt591Command.CAPTURE)) {
            return Crt591Error.BIN_FULL.failed();
        }
        publish(found.value().moving());
        // Until it is known again, nobody can say that a card was taken.
        lastSeen = null;
        try {
            Crt591Reply reply = line.exchange(move, () -> abandoned() || deadline.over());
            if (reply instanceof Done done) {
                return moved(move, fromStacker, done.status());
            }
            if (reply instanceof Refused refused && refused.error().lasts()) {
                trouble = refused.error();
                troubleLooks = null;
            }
            return failed(reply);
        } catch (IOException e) {
            // The poll that follows meets the same line, and has the driver reconnect.
            history().count("outcomes-unknown");
            return Completion.failed(FailureCode.HARDWARE_ERROR, "outcome-unknown");
        }
    }

    private Completion<Position> moved(Crt591Command move, boolean fromStacker, Crt591Status status) {
        trouble = null;
        lastSeen = status;
        Position card = status.card();
        // A citizen's hand may be quicker than the answer.
        boolean atGate = card != Position.CHIP && (move == Crt591Command.HOLD || move == Crt591Command.EJECT);
        boolean there = move == Crt591Command.TO_CHIP
                ? card == Position.CHIP
                : move == Crt591Command.CAPTURE ? card == Position.NONE : atGate;
        if (!there) {
            return Completion.failed(FailureCode.HARDWARE_ERROR, "card-elsewhere");
        }
        if (fromStacker) {
            history().count("cards-drawn");
        } else if (move == Crt591Command.CAPTURE) {
            history().count("cards-captured");
        }
        return Completion.success(card);
    }

    private static <T> Completion<T> failed(Crt591Reply reply) {
        return reply instanceof Refused refused
                ? refused.error().failed()
                : Completion.failed(FailureCode.TIME_OUT, "stopped");
    }

    private Completion<Integer> binCount(Crt591Line line) throws IOException {
        Crt591Reply reply = line.exchange(Crt591Command.BIN_COUNT);
        if (!(reply instanceof Done)) {
            return failed(reply);
        }
        String digits = readable(reply);
        if (!digits.matches("[0-9]{3}")) {
            return Completion.failed(FailureCode.INVALID_DATA, "counter-unreadable");
        }
        fact("captured", digits);
        return Completion.success(Integer.parseInt(digits));
    }

    private void saw(Crt591Line line, Crt591Status seen) throws IOException {
        Crt591Status before = lastSeen;
        lastSeen = seen;
        if (before != null && before.card() != Position.NONE && seen.card() == Position.NONE) {
            history().count(before.card() == Position.GATE ? "cards-taken" : "cards-vanished");
        }
        Crt591Error known = trouble;
        if (known != null) {
            String looks = seen + readable(line.exchange(Crt591Command.SENSORS));
            if (troubleLooks == null || troubleLooks.equals(looks)) {
                troubleLooks = looks;
                publish(broken(known));
                return;
            }
            trouble = null;
        }
        publish(seen.published());
    }

    private DeviceStatus broken(Crt591Error error) {
        Crt591Status known = lastSeen;
        DeviceState state = error.state() == DeviceState.ONLINE ? DeviceState.HARDWARE_ERROR : error.state();
        MediaState media = error == Crt591Error.JAM
                ? MediaState.JAMMED
                : known == null ? MediaState.UNKNOWN : known.published().media();
        Map<Supply, SupplyLevel> supplies = known == null ? Map.of() : Map.of(Supply.CARDS, known.stacker());
        return new DeviceStatus(state, List.of(error.reason()), media, supplies);
    }

    /** What an answer says in characters; "?" when it was refused. */
    private static String readable(Crt591Reply reply) {
        return reply instanceof Done done ? text(done.data()) : "?";
    }

    private static String text(byte[] data) {
        String text = new String(data, 0, Math.min(data.length, LONGEST_TEXT), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^ -~]", "·").strip();
    }
}
