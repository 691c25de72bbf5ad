package org.zizhu.drivers.locker.rs485.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.LockFrame;

/**
 * A locker: lock boards on one bus, addressed 1, 2, …, each with its locks, doors and switches, and one supply that can carry
 * one coil. Citizens and faults are scripted while it runs, from any thread; doors are named by board and lock.
 */
public final class LockerEmulator implements AutoCloseable {

    /** How long the emulator's thread waits for a request before it looks what else there is to do. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A door springs open while its coil still holds the latch. */
    private static final Duration SPRINGS_OPEN = Duration.ofMillis(100);

    /** A board whose supply broke down starts again. */
    private static final Duration RESET = Duration.ofSeconds(1);

    /** What is sent to a board that has just spoken, and holds the bus still, is lost. */
    private static final Duration HOLDS_BUS = Duration.ofMillis(3);

    /** Something that happens later. */
    private record Event(long atNanos, Runnable what) {}

    private final EmulatedLine line;
    private final List<EmulatedBoard> boards = new ArrayList<>();
    private final RequestCutter cutter = new RequestCutter();
    private final Thread thread;

    // All below is guarded by this.
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::atNanos));
    private final List<byte[]> outgoing = new ArrayList<>();
    private int brownOuts;
    private int collisions;
    private int pulses;
    private volatile boolean closed;

    /**
     * A running locker, all doors closed.
     *
     * @param line closed with the emulator
     * @param models of the boards in the order of their addresses
     */
    public LockerEmulator(EmulatedLine line, Feedback feedback, BoardModel... models) {
        this.line = line;
        for (BoardModel model : models) {
            boards.add(new EmulatedBoard(boards.size() + 1, model, feedback));
        }
        this.thread = new Thread(this::live, "emulated-locker");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its cable, its power and what is wrong with its answers. */
    public EmulatedLine line() {
        return line;
    }

    /** Somebody closes the door. */
    public synchronized void closeDoor(int board, int lock) {
        move(board(board), lock, false);
    }

    /** Somebody has got the door open without its lock: with a key, or by force. */
    public synchronized void forceDoor(int board, int lock) {
        move(board(board), lock, true);
    }

    /** The coil moves the latch no more; or does again. */
    public synchronized void stickLatch(int board, int lock, boolean stuck) {
        board(board).lock(lock).latchStuck = stuck;
    }

    /** The switch says for ever that the door is open, or closed; or, if empty, the truth again. */
    public synchronized void stickSwitch(int board, int lock, Optional<Boolean> atOpen) {
        board(board).lock(lock).switchStuckAtOpen = atOpen.orElse(null);
    }

    /** Locks with the other kind of switch are built in. */
    public synchronized void soldWith(Feedback feedback) {
        boards.forEach(board -> board.feedback = feedback);
    }

    /** Pulls a board's own power plug, or puts it back; the others stay on. */
    public synchronized void power(int board, boolean on) {
        board(board).powered = on;
    }

    public synchronized boolean powered(int board) {
        return board(board).powered;
    }

    /** Nothing sticks any more, everything has power, and the line works; doors stay as they are. */
    public synchronized void heal() {
        for (EmulatedBoard board : boards) {
            board.powered = true;
            for (EmulatedLock lock : board.locks()) {
                lock.latchStuck = false;
                lock.switchStuckAtOpen = null;
            }
        }
        line.heal();
    }

    /** Whether the door is open, whatever its switch says. */
    public synchronized boolean open(int board, int lock) {
        return board(board).lock(lock).open;
    }

    /** How often the supply broke down because two coils were powered at once. */
    public synchronized int brownOuts() {
        return brownOuts;
    }

    /** How often a request came while a board held the bus. */
    public synchronized int collisions() {
        return collisions;
    }

    /** How often a coil was powered. */
    public synchronized int pulses() {
        return pulses;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
    }

    private EmulatedBoard board(int address) {
        return boards.get(address - 1);
    }

    private void live() {
        byte[] buffer = new byte[256];
        try {
            while (!closed) {
                cutter.add(buffer, line.read(buffer, untilNextEvent()));
                List<byte[]> answers;
                synchronized (this) {
                    for (Optional<byte[]> request = cutter.next(); request.isPresent(); request = cutter.next()) {
                        serve(request.get());
                    }
                    while (!events.isEmpty() && events.peek().atNanos() - System.nanoTime() <= 0) {
                        events.remove().what().run();
                    }
                    answers = List.copyOf(outgoing);
                    outgoing.clear();
                }
                for (byte[] answer : answers) {
                    line.answer(answer);
                    loseWhatCameMeanwhile(buffer);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loseWhatCameMeanwhile(byte[] buffer) throws InterruptedException {
        Thread.sleep(HOLDS_BUS.toMillis());
        if (line.read(buffer, Duration.ZERO) > 0) {
            synchronized (this) {
                collisions++;
            }
        }
    }

    private synchronized Duration untilNextEvent() {
        Event next = events.peek();
        long left = next == null ? LOOK.toNanos() : next.atNanos() - System.nanoTime();
        return Duration.ofNanos(Math.max(0, Math.min(left, LOOK.toNanos())));
    }

    private void serve(byte[] request) {
        int address = request[1] & 0xFF;
        int number = request[2] & 0xFF;
        boolean all = number == LockFrame.ALL;
        if (address < 1 || address > boards.size()) {
            return;
        }
        EmulatedBoard board = board(address);
        if (!board.alive() || !line.powered() || !(all || board.has(number))) {
            return;
        }
        if ((request[0] & 0xFF) == LockFrame.QUERY) {
            later(
                    board.model.thinks(),
                    () -> say(board, all ? board.aboutAll() : board.aboutOne(LockFrame.QUERY, number)));
        } else if (all) {
            for (int lock = 1; lock <= board.model.locks(); lock++) {
                fire(board, lock);
            }
        } else {
            fire(board, number);
        }
    }

    private void fire(EmulatedBoard board, int number) {
        EmulatedLock lock = board.lock(number);
        pulses++;
        if (boards.stream().flatMap(each -> each.locks().stream()).anyMatch(each -> each.coilOn)) {
            brownOut();
            return;
        }
        lock.coilOn = true;
        later(SPRINGS_OPEN, () -> {
            if (lock.coilOn && !lock.latchStuck) {
                move(board, number, true);
            }
        });
        later(board.model.pulse(), () -> {
            lock.coilOn = false;
            if (board.model.answersOpen()) {
                say(board, board.aboutOne(LockFrame.OPEN, number));
            }
        });
    }

    /** Two coils at once: the voltage breaks down, no latch moves, and every board starts again. */
    private void brownOut() {
        brownOuts++;
        long until = System.nanoTime() + RESET.toNanos();
        for (EmulatedBoard board : boards) {
            board.resettingUntilNanos = until;
            board.locks().forEach(lock -> lock.coilOn = false);
        }
    }

    private void move(EmulatedBoard board, int number, boolean open) {
        EmulatedLock lock = board.lock(number);
        boolean before = lock.seemsOpen();
        lock.open = open;
        if (board.model.tellsChanges() && lock.seemsOpen() != before) {
            say(board, board.aboutOne(LockFrame.CHANGE, number));
        }
    }

    private void later(Duration usual, Runnable what) {
        events.add(new Event(System.nanoTime() + line.slowed(usual).toNanos(), what));
    }

    private void say(EmulatedBoard board, byte[] frame) {
        if (board.alive()) {
            outgoing.add(frame);
        }
    }
}
