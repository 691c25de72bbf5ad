package org.zizhu.drivers.locker.rs485;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;

/**
 * A locker whose lock boards share an RS-485 bus ({@link LockFrame}). Each board is asked in turn for all its switches; a
 * newer board also tells a change by itself. A board that is missing takes its own doors with it and no others.
 *
 * <p>A door is taken for open when a query after the pulse says so. Refused as {@code SEQUENCE_ERROR}: a door that stands
 * open ("already-open"), since nobody could tell then whether the lock moved; and the same lock again within two seconds
 * ("just-fired") rather than later, when the citizen may have closed the door and gone.
 *
 * <p>Reasons of its status: "link-lost" (no such port), "silent" and "answer-garbled" (of all boards), "board-N-silent",
 * "board-N-garbled" (of that one, the others work), "door-stuck" (a door did not open; until one sees it open), "door-open" (found
 * open without having been opened from here, or for longer than a citizen needs).
 */
public final class Rs485Locker extends DeviceLoop<LockBus> implements Locker {

    /** Between two rounds: a change shows within half a second, and the bus is free most of the time. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Boards answer a query after about 200 ms. One that comes later still counts, but is not waited for. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(300);

    /** The answer to a request to open comes after the pulse. */
    private static final Duration OPEN_ANSWER_WITHIN = Duration.ofMillis(1_200);

    /** The longest pulse of a coil: until then the supply can't carry another one. */
    private static final Duration COIL_PULSE = Duration.ofSeconds(1);

    /** A coil overheats when the same one is fired again sooner. */
    private static final Duration NO_REFIRE = Duration.ofSeconds(2);

    /** A door's spring has thrown it open by then, or something holds it. */
    private static final Duration DOOR_MOVES = Duration.ofSeconds(3);

    /** Between two looks at a door that is to open. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** A citizen has taken the certificate and closed the door by then; who has not, has left it open. */
    private static final Duration CITIZEN_CLOSES = Duration.ofSeconds(60);

    private enum Board {
        NOT_ASKED,
        ANSWERS,
        SILENT,
        GARBLED
    }

    private final SerialLink.Port port;
    private final LockerPlan plan;
    private final Map<LockerPlan.Lock, Integer> labels = new HashMap<>();
    private final DoorPicture picture;

    // All below: the driver's thread alone.
    private final Map<Integer, Board> boards = new TreeMap<>();
    private final Map<LockerPlan.Lock, Deadline> noRefireUntil = new HashMap<>();
    private final Set<Integer> stuck = new HashSet<>();
    /** Doors that were opened from here, and by when they should be closed. */
    private final Map<Integer, Deadline> openFor = new HashMap<>();

    private Deadline coilsAtRest;
    private int nextBoard = 1;
    /** Of the boards that do not answer one is tried in each round, so that they do not slow down the others. */
    private int nextMissing = 1;

    public Rs485Locker(
            String name, SerialLink.Port port, LockerPlan plan, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.port = port;
        this.plan = plan;
        plan.doors().forEach((label, lock) -> labels.put(lock, label));
        this.picture = new DoorPicture(plan.doors().keySet());
        // Who was killed in the middle of a pulse and starts again does not know of it.
        this.coilsAtRest = Deadline.after(COIL_PULSE, clock);
        fact("boards", plan.boards() + " × " + plan.locksPerBoard() + " locks");
        fact("doors", String.valueOf(plan.doors().size()));
    }

    @Override
    public CompletableFuture<Completion<Door>> open(int door, Duration within) {
        LockerPlan.Lock lock = plan.doors().get(door);
        return lock == null
                ? CompletableFuture.completedFuture(Completion.failed(FailureCode.UNSUPPORTED, "no-such-door"))
                : submit(within, (bus, deadline) -> open(bus, door, lock, deadline));
    }

    @Override
    public Map<Integer, Door> doors() {
        return picture.doors();
    }

    @Override
    public Subscription onChange(Consumer<? super Change> listener) {
        return picture.onChange(listener);
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (bus, deadline) -> {
            for (int board = 1; board <= plan.boards() && !deadline.over(); board++) {
                ask(bus, board);
            }
            Optional<String> missing = missingBoards().stream().findFirst();
            return missing.isPresent()
                    ? Completion.failed(FailureCode.HARDWARE_ERROR, missing.get())
                    : Completion.success("all boards answer, "
                            + picture.doors().values().stream()
                                    .filter(Door.OPEN::equals)
                                    .count()
                            + " of " + plan.doors().size() + " doors open");
        });
    }

    @Override
    protected LockBus connect() throws IOException {
        for (int board = 1; board <= plan.boards(); board++) {
            boards.put(board, Board.NOT_ASKED);
        }
        nextBoard = 1;
        return new LockBus(port.open(), clock(), wireLog(), this::heard);
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        plan.doors().keySet().forEach(picture::lost);
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    /** One board at a time, so that a command waits for one answer and not for a round. */
    @Override
    protected Duration poll(LockBus bus) throws IOException {
        if (nextBoard == 1) {
            askMissing(bus);
        }
        if (boards.get(nextBoard) == Board.ANSWERS || boards.get(nextBoard) == Board.NOT_ASKED) {
            ask(bus, nextBoard);
        }
        nextBoard = nextBoard % plan.boards() + 1;
        publishStatus();
        // Where nobody answers, waiting for an answer is pause enough, and the supply's return shows the sooner.
        return nextBoard == 1 && boards.containsValue(Board.ANSWERS) ? IDLE : Duration.ZERO;
    }

    /** One that is missing, since it costs the time of waiting for it; one that is back may not be the only one. */
    private void askMissing(LockBus bus) throws IOException {
        for (int i = 0; i < plan.boards(); i++) {
            int board = nextMissing;
            nextMissing = nextMissing % plan.boards() + 1;
            if (boards.get(board) == Board.SILENT || boards.get(board) == Board.GARBLED) {
                ask(bus, board);
                if (boards.get(board) != Board.ANSWERS) {
                    return;
                }
            }
        }
    }

    /** Bad news of a board is believed when it comes twice: one answer that is lost, garbled or late is a disturbance. */
    private void ask(LockBus bus, int board) throws IOException {
        int groups = LockFrame.groups(plan.locksPerBoard());
        LockBus.Reply reply = bus.queryAll(board, groups, ANSWER_WITHIN);
        Board known = boards.get(board);
        if (reply != LockBus.Reply.ANSWERED && known != Board.NOT_ASKED && known != condition(reply)) {
            history().count("answers-missed");
            reply = bus.queryAll(board, groups, ANSWER_WITHIN);
        }
        isSo(board, reply);
    }

    private static Board condition(LockBus.Reply reply) {
        return switch (reply) {
            case ANSWERED -> Board.ANSWERS;
            case SILENCE -> Board.SILENT;
            case GARBAGE -> Board.GARBLED;
        };
    }

    private void isSo(int board, LockBus.Reply reply) {
        boards.put(board, condition(reply));
        if (reply != LockBus.Reply.ANSWERED) {
            labels.forEach((lock, door) -> {
                if (lock.board() == board) {
                    picture.lost(door);
                }
            });
        }
    }

    private void heard(LockAnswer answer) {
        if (answer instanceof LockAnswer.Switch one) {
            saw(one.board(), one.lock(), one.shorted());
        } else if (answer instanceof LockAnswer.Switches all) {
            for (int lock = 1; lock <= plan.locksPerBoard(); lock++) {
                saw(all.board(), lock, all.shorted(lock));
            }
        }
    }

    private void saw(int board, int lock, boolean shorted) {
        Integer door = labels.get(new LockerPlan.Lock(board, lock));
        if (door == null) {
            return;
        }
        Door now = plan.feedback().door(shorted);
        if (now == Door.CLOSED && picture.door(door) == Door.OPEN) {
            openFor.remove(door);
        }
        picture.saw(door, now);
        if (now == Door.OPEN) {
            stuck.remove(door);
        }
    }

    private void publishStatus() {
        if (boards.containsValue(Board.NOT_ASKED)) {
            return;
        }
        if (boards.containsValue(Board.ANSWERS)) {
            List<String> reasons = missingBoards();
            if (!stuck.isEmpty()) {
                reasons.add("door-stuck");
            }
            if (picture.open().stream().anyMatch(this::shouldBeClosed)) {
                reasons.add("door-open");
            }
            publish(new DeviceStatus(DeviceState.ONLINE, reasons, MediaState.UNKNOWN, Map.of()));
        } else if (boards.containsValue(Board.GARBLED)) {
            publish(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled"));
        } else {
            publish(DeviceStatus.without(DeviceState.POWER_OFF, "silent"));
        }
    }

    private boolean shouldBeClosed(int door) {
        Deadline until = openFor.get(door);
        return until == null || until.over();
    }

    private List<String> missingBoards() {
        List<String> missing = new ArrayList<>();
        boards.forEach((board, condition) -> {
            if (condition == Board.SILENT || condition == Board.GARBLED) {
                missing.add(missing(board));
            }
        });
        return missing;
    }

    private String missing(int board) {
        return "board-" + board + (boards.get(board) == Board.GARBLED ? "-garbled" : "-silent");
    }

    private Completion<Door> open(LockBus bus, int door, LockerPlan.Lock lock, Deadline deadline) throws IOException {
        if (boards.get(lock.board()) != Board.ANSWERS) {
            return Completion.failed(FailureCode.NOT_READY, missing(lock.board()));
        }
        bus.listen(Duration.ZERO);
        if (picture.door(door) == Door.OPEN) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "already-open");
        }
        Deadline refire = noRefireUntil.get(lock);
        if (refire != null && !refire.over()) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "just-fired");
        }
        bus.listen(deadline.remaining(coilsAtRest.remaining()));
        if (abandoned()) {
            return Completion.failed(FailureCode.CANCELLED, "cancelled");
        }
        if (!coilsAtRest.over()) {
            return Completion.failed(FailureCode.TIME_OUT, "time-out-in-queue");
        }
        history().count("locks-fired");
        coilsAtRest = Deadline.after(COIL_PULSE, clock());
        noRefireUntil.put(lock, Deadline.after(NO_REFIRE, clock()));
        openFor.put(door, Deadline.after(CITIZEN_CLOSES, clock()));
        Deadline moves = Deadline.after(deadline.remaining(DOOR_MOVES), clock());
        bus.open(lock, moves.remaining(plan.answersOpen() ? OPEN_ANSWER_WITHIN : ANSWER_WITHIN));
        return awaitOpen(bus, door, lock, moves, deadline);
    }

    private Completion<Door> awaitOpen(LockBus bus, int door, LockerPlan.Lock lock, Deadline moves, Deadline deadline)
            throws IOException {
        int missed = 0;
        while (true) {
            LockBus.Reply reply = bus.query(lock, ANSWER_WITHIN);
            if (picture.door(door) == Door.OPEN) {
                history().count("doors-opened");
                return Completion.success(Door.OPEN);
            }
            missed = reply == LockBus.Reply.ANSWERED ? 0 : missed + 1;
            if (missed != 1) {
                isSo(lock.board(), reply);
                publishStatus();
            }
            if (moves.over()) {
                break;
            }
            bus.listen(moves.remaining(LOOK_AGAIN));
        }
        if (deadline.over()) {
            return Completion.failed(FailureCode.TIME_OUT, "door-not-seen-open");
        }
        if (missed > 0) {
            return Completion.failed(FailureCode.HARDWARE_ERROR, missing(lock.board()));
        }
        stuck.add(door);
        return Completion.failed(FailureCode.HARDWARE_ERROR, "door-stuck");
    }
}
