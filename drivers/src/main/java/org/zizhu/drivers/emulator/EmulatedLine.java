package org.zizhu.drivers.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * The device's end of its serial line, with all that can go wrong on one: paced to its baud rate, disturbed by its age, and
 * faulted by script. An emulator reads requests from it and gives each answer to it as one frame; it knows nothing of
 * what becomes of the bytes.
 *
 * <p>Thread-safe: one thread reads and answers, any other scripts.
 */
public final class EmulatedLine implements AutoCloseable {

    /** For a line that is not paced. */
    public static final int UNPACED = 0;

    /** Start, eight data and stop bit. */
    private static final int BITS_PER_BYTE = 10;

    /** What a paced line delivers at once: bytes come as they are sent, and a cut of the line or the power leaves half a frame. */
    private static final int SLICE_BYTES = 32;

    private static final int LONGEST_GARBAGE_BYTES = 24;

    private final PseudoTerminal terminal;
    private final int baud;
    private final Imperfection imperfection;
    private final RandomGenerator random;

    // Guarded by this.
    private @Nullable LineFault fault;
    private int faultyAnswers;
    private boolean powered = true;

    /**
     * A line that works.
     *
     * @param baud bits per second that the line is paced to, or {@link #UNPACED}
     */
    public EmulatedLine(PseudoTerminal terminal, int baud, Imperfection imperfection, RandomGenerator random) {
        this.terminal = terminal;
        this.baud = baud;
        this.imperfection = imperfection;
        this.random = random;
    }

    /** Waits for bytes of the application; those that come while the device has no power are lost. */
    public int read(byte[] buffer, Duration within) throws InterruptedException {
        int count = terminal.read(buffer, within);
        if (baud != UNPACED && count > 0) {
            // A pseudo terminal takes in all at once what would still be on its way.
            TimeUnit.NANOSECONDS.sleep(1_000_000_000L * BITS_PER_BYTE * count / baud);
        }
        synchronized (this) {
            return powered ? count : 0;
        }
    }

    /** Sends one frame, as the line lets it through. */
    public void answer(byte[] frame) throws InterruptedException {
        byte[] sent = onItsWay(frame);
        int most = baud == UNPACED ? sent.length : SLICE_BYTES;
        for (int from = 0; from < sent.length && powered(); from += most) {
            byte[] slice = Arrays.copyOfRange(sent, from, Math.min(from + most, sent.length));
            if (baud != UNPACED) {
                TimeUnit.NANOSECONDS.sleep(1_000_000_000L * BITS_PER_BYTE * slice.length / baud);
            }
            terminal.write(slice);
        }
    }

    /** A device of this age takes this long for what usually takes that. */
    public synchronized Duration slowed(Duration usual) {
        return imperfection.slowed(usual, random);
    }

    private synchronized byte[] onItsWay(byte[] frame) {
        if (!powered) {
            return new byte[0];
        }
        LineFault scripted = fault;
        if (scripted != null) {
            if (--faultyAnswers == 0) {
                fault = null;
            }
            return damaged(frame, scripted);
        }
        if (imperfection.disturbs(random)) {
            LineFault[] faults = LineFault.values();
            return damaged(frame, faults[random.nextInt(faults.length)]);
        }
        return frame;
    }

    private byte[] damaged(byte[] frame, LineFault how) {
        return switch (how) {
            case SILENCE -> new byte[0];
            case GARBAGE -> garbage();
            case GARBAGE_BEFORE -> {
                byte[] garbage = garbage();
                byte[] both = Arrays.copyOf(garbage, garbage.length + frame.length);
                System.arraycopy(frame, 0, both, garbage.length, frame.length);
                yield both;
            }
            case HALF_FRAME -> Arrays.copyOf(frame, frame.length / 2);
            case WRONG_CHECKSUM -> {
                byte[] wrong = frame.clone();
                wrong[wrong.length - 1] ^= 0x55;
                yield wrong;
            }
        };
    }

    private byte[] garbage() {
        byte[] garbage = new byte[1 + random.nextInt(LONGEST_GARBAGE_BYTES)];
        random.nextBytes(garbage);
        return garbage;
    }

    /** The next answers are faulty, as many as given. */
    public synchronized void fault(LineFault kind, int answers) {
        fault = answers > 0 ? kind : null;
        faultyAnswers = answers;
    }

    /** All answers are faulty, until {@link #heal}. */
    public void fault(LineFault kind) {
        fault(kind, Integer.MAX_VALUE);
    }

    /** No answer is faulty by script from now on, and the device has power. */
    public synchronized void heal() {
        fault = null;
        powered = true;
    }

    /** The fault that is scripted now. */
    public synchronized @Nullable LineFault fault() {
        return fault;
    }

    /** Switches the device's power; its port stays. */
    public synchronized void power(boolean on) {
        powered = on;
    }

    public synchronized boolean powered() {
        return powered;
    }

    public boolean plugged() {
        return terminal.plugged();
    }

    /** Pulls the cable. */
    public void unplug() {
        terminal.unplug();
    }

    /** Plugs it in again under its last name. */
    public void replug() throws IOException {
        terminal.replug();
    }

    /** Plugs it in again where it gets another name. */
    public void replug(Path link) throws IOException {
        terminal.replug(link);
    }

    /** Where the application finds it. */
    public Path link() {
        return terminal.link();
    }

    @Override
    public void close() {
        terminal.close();
    }
}
