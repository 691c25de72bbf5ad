package org.zizhu.drivers.receipt.emulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * A receipt printer on a pseudo terminal: it reads ESC/POS as a real one does and keeps its paper as pixels. What happens to it
 * is told by its methods, from any thread; each takes effect before it returns.
 */
public final class EscPosEmulator implements AutoCloseable {

    /** What kind of printer it is. */
    public enum Model {
        /** Cuts and lets the paper hang: TM-T88VI and the like. Sends automatic status back when asked to, and tells its name. */
        EPSON("EPSON", "TM-T88VI", "30.21 ESC/POS"),
        /** With a presenter and its sensor: VKP80II. Has no automatic status back and no name. */
        CUSTOM("", "", "");

        private final String maker;
        private final String type;
        private final String firmware;

        Model(String maker, String type, String firmware) {
            this.maker = maker;
            this.type = type;
            this.firmware = firmware;
        }

        /** What it answers to GS I n; empty where it knows none. */
        private String told(int n) {
            return switch (n) {
                case 65 -> firmware;
                case 66 -> maker;
                case 67 -> type;
                default -> "";
            };
        }
    }

    /** The receive buffer of a TM-T88 by default; what comes when it is full is lost. */
    private static final int RECEIVE_BUFFER_BYTES = 4096;

    private static final int USUAL_BAUD = 115_200;

    /** Between two looks whether it was closed. */
    private static final Duration READ_SLICE = Duration.ofMillis(200);

    private final EmulatedLine line;
    private final Model model;
    private final Thread thread = new Thread(this::run, "escpos-emulator");

    private final Object lock = new Object();
    private final Mechanism mechanism;
    private final CommandInterpreter interpreter;
    private final RealTimeScanner scanner = new RealTimeScanner();
    private final ArrayDeque<Byte> received = new ArrayDeque<>();
    private byte[] lastAutoStatus;
    private int bytesLost;
    private volatile boolean closed;

    /**
     * A printer at that line; it takes in bytes no faster than the line has them.
     *
     * @param line closed with the printer
     */
    public EscPosEmulator(EmulatedLine line, Model model) {
        this.line = line;
        this.model = model;
        this.mechanism = new Mechanism(model == Model.CUSTOM);
        this.interpreter = new CommandInterpreter(mechanism, this::send, n -> tell(model.told(n)));
        this.lastAutoStatus = StatusBytes.auto(mechanism);
        thread.setDaemon(true);
    }

    /** A printer of that age at a line of the usual speed, to be opened at the path. */
    public static EscPosEmulator at(Path link, Model model, Imperfection imperfection, RandomGenerator random)
            throws IOException {
        return new EscPosEmulator(new EmulatedLine(PseudoTerminal.at(link), USUAL_BAUD, imperfection, random), model);
    }

    /** Its line, to be faulted. */
    public EmulatedLine line() {
        return line;
    }

    /** Switches the printer on. Once. */
    public EscPosEmulator start() {
        thread.start();
        return this;
    }

    /** Takes it off the table, with its line. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
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
        line.power(!silent);
    }

    /** Pulls the plug of the serial line; the printer itself keeps its power and what it has buffered. */
    public void unplug() {
        line.unplug();
    }

    public void replug() throws IOException {
        line.replug();
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
                int count = line.read(buffer, READ_SLICE);
                synchronized (lock) {
                    for (int i = 0; i < count; i++) {
                        receive(buffer[i]);
                    }
                    tellIfChanged();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            if (interpreter.autoStatusMask != 0 && model == Model.EPSON) {
                send(status);
            }
        }
    }

    /** Printer information B of GS I: an underscore, the text, a zero byte. */
    private void tell(String information) {
        if (!information.isEmpty()) {
            send(("_" + information + "\0").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void send(byte[] bytes) {
        try {
            line.answer(bytes);
        } catch (InterruptedException e) {
            // Switched off while it answered.
            Thread.currentThread().interrupt();
        }
    }
}
