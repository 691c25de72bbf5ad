package org.zizhu.drivers.receipt.emulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * A receipt printer on a pseudo terminal: it reads ESC/POS as a real one does and keeps its paper as pixels. What happens to it
 * is told by its methods, from any thread; each takes effect before it returns.
 */
public final class EscPosEmulator implements AutoCloseable {

    /** What kind of printer it is. */
    public enum Model {
        /** Cuts and lets the paper hang: Epson TM and the like. Sends automatic status back when asked to. */
        EPSON,
        /** With a presenter and its sensor: Custom VKP80 II. Has no automatic status back. */
        CUSTOM
    }

    /** The receive buffer of a TM-T88 by default; what comes when it is full is lost. */
    private static final int RECEIVE_BUFFER_BYTES = 4096;

    /** Between two looks whether it was closed. */
    private static final Duration READ_SLICE = Duration.ofMillis(200);

    private static final int BITS_PER_BYTE_ON_LINE = 10;

    /** At too low a speed one byte sent is read as several. */
    private static final int GARBAGE_PER_BYTE = 4;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PseudoTerminal terminal;
    private final Model model;
    private final int paceBaud;
    private final RandomGenerator noise;
    private final Thread thread = new Thread(this::run, "escpos-emulator");

    private final Object lock = new Object();
    private final Mechanism mechanism;
    private final CommandInterpreter interpreter;
    private final RealTimeScanner scanner = new RealTimeScanner();
    private final ArrayDeque<Byte> received = new ArrayDeque<>();
    private byte[] lastAutoStatus;
    private boolean silent;
    private boolean babbling;
    private int bytesLost;
    private volatile boolean closed;

    /** A printer that works off what it gets at once. */
    public EscPosEmulator(PseudoTerminal terminal, Model model, RandomGenerator noise) {
        this(terminal, model, noise, 0);
    }

    /**
     * @param noise what {@link #garbage} is made of
     * @param paceBaud takes in bytes no faster than a line of this speed; 0 is as fast as they come
     */
    public EscPosEmulator(PseudoTerminal terminal, Model model, RandomGenerator noise, int paceBaud) {
        this.terminal = terminal;
        this.model = model;
        this.noise = noise;
        this.paceBaud = paceBaud;
        this.mechanism = new Mechanism(model == Model.CUSTOM);
        this.interpreter = new CommandInterpreter(mechanism, this::send);
        this.lastAutoStatus = StatusBytes.auto(mechanism);
        thread.setDaemon(true);
    }

    /** Switches the printer on. Once. */
    public EscPosEmulator start() {
        thread.start();
        return this;
    }

    /** Switches it off; the terminal stays with its owner. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** A hand takes the receipt; false when there is none in reach. */
    public boolean take() {
        synchronized (lock) {
            return mechanism.take();
        }
    }

    /** Whether there is a receipt that a hand could take. */
    public boolean receiptInReach() {
        synchronized (lock) {
            return mechanism.inReach();
        }
    }

    /** A new roll, 80 m. */
    public void newRoll() {
        change(() -> mechanism.roll(Mechanism.FULL_ROLL_DOTS));
    }

    /** The roll has this much left: 0 is its end, below 4 000 (half a metre) its near end. Takes effect mid-print too. */
    public void rollEndsAfter(int rows) {
        change(() -> mechanism.roll(rows));
    }

    public void coverOpen(boolean open) {
        change(() -> mechanism.coverOpen = open);
    }

    /** The cutter stands still half-way at its next cut. */
    public void cutterJamsAtNextCut() {
        synchronized (lock) {
            mechanism.jamCutterNextTime();
        }
    }

    /** Sets or, as staff do with the cutter's wheel, clears the cutter's error. */
    public void cutterError(boolean error) {
        change(() -> mechanism.cutterError = error);
    }

    public void headHot(boolean hot) {
        change(() -> mechanism.headHot = hot);
    }

    /** An error that switching off and on does not cure. */
    public void broken(boolean broken) {
        change(() -> mechanism.broken = broken);
    }

    /** The presenter's motor does not move what lies in it, and no sensor says so. */
    public void presenterStuck(boolean stuck) {
        change(() -> mechanism.presenterStuck = stuck);
    }

    /** Hears nothing and says nothing, as when it is switched off. */
    public void silent(boolean silent) {
        synchronized (lock) {
            this.silent = silent;
        }
    }

    /** Answers with random bytes, as at a wrong speed. */
    public void garbage(boolean garbage) {
        synchronized (lock) {
            babbling = garbage;
        }
    }

    /** Pulls the plug of the serial line; the printer itself keeps its power and what it has buffered. */
    public void unplug() {
        terminal.unplug();
    }

    public void replug() throws IOException {
        terminal.replug();
    }

    /** The last strip that was cut and has ink on it, 640 dots wide; empty when there was none so far. */
    public Optional<BufferedImage> lastReceipt() {
        List<BufferedImage> all = receipts();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** {@link #lastReceipt()} as a PNG file's bytes. */
    public Optional<byte[]> lastReceiptPng() {
        return lastReceipt().map(EscPosEmulator::png);
    }

    /** The last strips that were cut and have ink on them, oldest first; at most twenty. */
    public List<BufferedImage> receipts() {
        synchronized (lock) {
            return mechanism.receipts();
        }
    }

    /** What hangs from the head, not cut yet. */
    public BufferedImage hanging() {
        synchronized (lock) {
            return mechanism.hanging();
        }
    }

    /** How many rows have come past the head since the last cut. */
    public int rowsSinceCut() {
        synchronized (lock) {
            return mechanism.rowsSinceCut();
        }
    }

    /** How many pieces with something on them have been cut off. */
    public int cuts() {
        synchronized (lock) {
            return mechanism.cuts;
        }
    }

    /** How many of them hands have taken. */
    public int taken() {
        synchronized (lock) {
            return mechanism.taken;
        }
    }

    /** How many of them were drawn in. */
    public int retracted() {
        synchronized (lock) {
            return mechanism.retracted;
        }
    }

    /** What was sent into a full receive buffer; a driver that minds its printer loses none. */
    public int bytesLost() {
        synchronized (lock) {
            return bytesLost;
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void change(Runnable event) {
        synchronized (lock) {
            event.run();
            work();
            tellIfChanged();
        }
    }

    private void run() {
        byte[] buffer = new byte[1024];
        try {
            while (!closed) {
                int count = terminal.read(buffer, READ_SLICE);
                pace(count);
                synchronized (lock) {
                    if (!silent) {
                        for (int i = 0; i < count; i++) {
                            receive(buffer[i]);
                        }
                        tellIfChanged();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pace(int bytes) throws InterruptedException {
        if (paceBaud > 0 && bytes > 0) {
            Thread.sleep(Duration.ofNanos(NANOS_PER_SECOND * BITS_PER_BYTE_ON_LINE * bytes / paceBaud)
                    .toMillis());
        }
    }

    private void receive(byte b) {
        if (received.size() == RECEIVE_BUFFER_BYTES) {
            bytesLost++;
        } else {
            received.add(b);
        }
        scanner.accept(b, realTime);
        work();
    }

    private final RealTimeScanner.Actions realTime = new RealTimeScanner.Actions() {
        @Override
        public void transmitStatus(int n) {
            if (n >= 1 && n <= 4) {
                send(StatusBytes.realTime(n, mechanism));
            } else if (n == 20 && model == Model.CUSTOM) {
                send(StatusBytes.full(mechanism));
            }
        }

        @Override
        public void recover() {
            clearBuffers();
            mechanism.cutterError = false;
        }

        @Override
        public void clearBuffers() {
            received.clear();
            interpreter.clear();
        }
    };

    /** Off-line, a printer leaves its buffer alone. */
    private void work() {
        while (!received.isEmpty() && !mechanism.offline()) {
            interpreter.accept(received.remove());
        }
    }

    private void tellIfChanged() {
        byte[] status = StatusBytes.auto(mechanism);
        if (!Arrays.equals(status, lastAutoStatus)) {
            lastAutoStatus = status;
            if (interpreter.autoStatusMask != 0 && model == Model.EPSON && !silent) {
                send(status);
            }
        }
    }

    private void send(byte[] bytes) {
        byte[] sent = bytes;
        if (babbling) {
            sent = new byte[bytes.length * GARBAGE_PER_BYTE];
            noise.nextBytes(sent);
        }
        terminal.write(sent);
    }
}
