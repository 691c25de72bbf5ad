package org.zizhu.drivers.panel.emulator;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.emulator.EmulatedLine;

/**
 * An input and relay board: a Modbus RTU unit with the functions 01, 02, 05 and 0F, and the timed 05 at 0x0200 + channel. What
 * its contacts feel and its faults are scripted while it runs, from any thread.
 */
public final class IoBoardEmulator implements AutoCloseable {

    /** How long it waits for a request before it looks at its outputs, and whether it was closed. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A frame ends where the line is silent; 3.5 characters at 9600 baud. */
    private static final Duration FRAME_GAP = Duration.ofMillis(4);

    private static final int LONGEST_FRAME_BYTES = 256;
    private static final int ALL_OUTPUTS = 0x00FF;
    private static final int FLASH_ON = 0x0200;
    private static final int ON = 0xFF00;
    private static final int OFF = 0x0000;
    private static final int TOGGLE = 0x5500;
    private static final Duration FLASH_UNIT = Duration.ofMillis(100);

    /** The refusals of the Modbus application protocol §7. */
    public enum Refusal {
        ILLEGAL_FUNCTION(1),
        ILLEGAL_DATA_ADDRESS(2),
        ILLEGAL_DATA_VALUE(3),
        BOARD_FAILED(4),
        BOARD_BUSY(6);

        private final int code;

        Refusal(int code) {
            this.code = code;
        }
    }

    private final EmulatedLine line;
    private final int unit;
    private final IoBoardModel model;
    private final Thread thread;
    private volatile boolean closed;

    // All below is guarded by this.
    private final Channels inputs;
    private final Channels outputs;
    private final Map<Integer, Consumer<? super Boolean>> wires = new HashMap<>();
    private final BitSet told = new BitSet();
    private final Map<Integer, Boolean> stuck = new HashMap<>();
    private @Nullable Refusal refusal;
    private int answersAs;

    /**
     * A running board.
     *
     * @param unit its address
     */
    public IoBoardEmulator(EmulatedLine line, int unit, IoBoardModel model) {
        this.line = line;
        this.unit = unit;
        this.model = model;
        this.answersAs = unit;
        this.inputs = new Channels(model.inputs());
        this.outputs = new Channels(model.outputs());
        this.thread = new Thread(this::live, "emulated-io-board");
        thread.setDaemon(true);
        thread.start();
    }

    public IoBoardModel model() {
        return model;
    }

    /** Its line, to fault, unplug and heal. */
    public EmulatedLine line() {
        return line;
    }

    /** Closes or opens the contact at an input. */
    public synchronized void input(int channel, boolean closedContact) {
        inputs.set(channel, closedContact);
    }

    /** Closes the contact at an input for a moment, as a finger does. */
    public synchronized void press(int channel, Duration time) {
        inputs.close(channel, time);
    }

    /** What the contact at an input is. */
    public synchronized boolean input(int channel) {
        return inputs.closed(channel);
    }

    /** Whatever its contact does, the input says this; empty heals it. */
    public synchronized void stick(int channel, Optional<Boolean> at) {
        at.ifPresentOrElse(value -> stuck.put(channel, value), () -> stuck.remove(channel));
    }

    /** Whether the relay of an output is drawn; never without power. */
    public synchronized boolean output(int channel) {
        return line.powered() && outputs.closed(channel);
    }

    /** Draws the relay of an output as somebody's test program would, who then goes home. */
    public synchronized void drawRelay(int channel) {
        outputs.set(channel, true);
    }

    /** What hangs on an output is told at once of each of its changes from now on, on the board's thread. */
    public synchronized void wire(int channel, Consumer<? super Boolean> listener) {
        wires.put(channel, listener);
    }

    /** Every request is refused like this from now on; empty ends it. */
    public synchronized void refuse(Optional<Refusal> how) {
        refusal = how.orElse(null);
    }

    /** Its answers come from that unit: another board at the same line took the request for its own. */
    public synchronized void answerAs(int otherUnit) {
        answersAs = otherUnit;
    }

    /** Takes its power: all relays fall, and it has forgotten them when the power is back. */
    public synchronized void power(boolean on) {
        line.power(on);
        if (!on) {
            outputs.openAll();
        }
    }

    /** A dip of its supply: too short for anybody to miss an answer, and all relays fall. */
    public synchronized void reset() {
        outputs.openAll();
    }

    /** Ends all faults; what its contacts feel stays. */
    public synchronized void heal() {
        refusal = null;
        answersAs = unit;
        stuck.clear();
        line.heal();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
    }

    private void live() {
        byte[] buffer = new byte[LONGEST_FRAME_BYTES];
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            while (!closed) {
                int count = line.read(buffer, frame.size() == 0 ? LOOK : FRAME_GAP);
                frame.write(buffer, 0, count);
                if (count == 0 && frame.size() > 0) {
                    serve(frame.toByteArray());
                    frame.reset();
                } else if (frame.size() > LONGEST_FRAME_BYTES) {
                    frame.reset();
                }
                tellWires();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(byte[] bytes) throws InterruptedException {
        Optional<RtuFrame> request = RtuFrame.of(bytes).filter(frame -> frame.unit() == unit);
        if (request.isPresent()) {
            TimeUnit.NANOSECONDS.sleep(line.slowed(model.answering()).toNanos());
            line.answer(answer(request.get()).bytes());
        }
    }

    private synchronized RtuFrame answer(RtuFrame request) {
        if (refusal != null) {
            return refused(request, refusal);
        }
        boolean whole = request.function() == 0x0F
                ? request.data().length >= 5 && request.data().length == 5 + request.data()[4]
                : request.data().length == 4;
        return switch (request.function()) {
            case 0x01 -> whole ? read(request, outputs) : refused(request, Refusal.ILLEGAL_DATA_VALUE);
            case 0x02 -> whole ? read(request, inputs) : refused(request, Refusal.ILLEGAL_DATA_VALUE);
            case 0x05 -> whole ? write(request) : refused(request, Refusal.ILLEGAL_DATA_VALUE);
            case 0x0F -> whole ? writeMany(request) : refused(request, Refusal.ILLEGAL_DATA_VALUE);
            default -> refused(request, Refusal.ILLEGAL_FUNCTION);
        };
    }

    private RtuFrame refused(RtuFrame request, Refusal how) {
        return new RtuFrame(answersAs, request.function() | 0x80, new byte[] {(byte) how.code});
    }

    private RtuFrame read(RtuFrame request, Channels channels) {
        int from = request.word(0);
        int quantity = request.word(2);
        if (channels.count() == 0) {
            return refused(request, Refusal.ILLEGAL_FUNCTION);
        } else if (quantity == 0 || from + quantity > channels.count()) {
            return refused(request, Refusal.ILLEGAL_DATA_ADDRESS);
        }
        byte[] bits = channels.bits(from, quantity);
        if (channels == inputs) {
            stuck.forEach((channel, value) -> stickBit(bits, channel - from, value));
        }
        byte[] data = new byte[1 + bits.length];
        data[0] = (byte) bits.length;
        System.arraycopy(bits, 0, data, 1, bits.length);
        return new RtuFrame(answersAs, request.function(), data);
    }

    private static void stickBit(byte[] bits, int bit, boolean value) {
        if (bit >= 0 && bit < bits.length * Byte.SIZE) {
            int mask = 1 << bit % Byte.SIZE;
            bits[bit / Byte.SIZE] = (byte) (value ? bits[bit / Byte.SIZE] | mask : bits[bit / Byte.SIZE] & ~mask);
        }
    }

    private RtuFrame write(RtuFrame request) {
        int address = request.word(0);
        int value = request.word(2);
        if (address >= FLASH_ON && address < FLASH_ON + outputs.count()) {
            outputs.close(address - FLASH_ON, FLASH_UNIT.multipliedBy(value));
        } else if (value != ON && value != OFF && value != TOGGLE) {
            return refused(request, Refusal.ILLEGAL_DATA_VALUE);
        } else if (address == ALL_OUTPUTS) {
            for (int channel = 0; channel < outputs.count(); channel++) {
                outputs.set(channel, value == TOGGLE ? !outputs.closed(channel) : value == ON);
            }
        } else if (address < outputs.count()) {
            outputs.set(address, value == TOGGLE ? !outputs.closed(address) : value == ON);
        } else {
            return refused(request, Refusal.ILLEGAL_DATA_ADDRESS);
        }
        return new RtuFrame(answersAs, request.function(), request.data());
    }

    private RtuFrame writeMany(RtuFrame request) {
        int from = request.word(0);
        int quantity = request.word(2);
        if (from + quantity > outputs.count()) {
            return refused(request, Refusal.ILLEGAL_DATA_ADDRESS);
        } else if (quantity == 0 || (quantity + Byte.SIZE - 1) / Byte.SIZE != request.data()[4]) {
            return refused(request, Refusal.ILLEGAL_DATA_VALUE);
        }
        BitSet bits = BitSet.valueOf(Arrays.copyOfRange(request.data(), 5, request.data().length));
        for (int i = 0; i < quantity; i++) {
            outputs.set(from + i, bits.get(i));
        }
        return new RtuFrame(answersAs, request.function(), Arrays.copyOf(request.data(), 4));
    }

    private void tellWires() {
        Map<Consumer<? super Boolean>, Boolean> changes = new HashMap<>();
        synchronized (this) {
            wires.forEach((channel, listener) -> {
                boolean drawn = output(channel);
                if (drawn != told.get(channel)) {
                    told.set(channel, drawn);
                    changes.put(listener, drawn);
                }
            });
        }
        changes.forEach(Consumer::accept);
    }
}
