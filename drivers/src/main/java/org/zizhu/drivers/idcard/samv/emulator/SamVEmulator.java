package org.zizhu.drivers.idcard.samv.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.idcard.IdCardTextBlock;
import org.zizhu.drivers.idcard.samv.SamId;
import org.zizhu.drivers.idcard.samv.SamVCommand;
import org.zizhu.drivers.idcard.samv.SamVFrame;
import org.zizhu.drivers.idcard.samv.SamVStatus;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * A SAM-V module on a pseudo terminal: the bytes, states and delays of the real one. A card is idle when it comes into the
 * field, is found as often as it is looked for, and once selected answers reading alone, until it is lifted or the field is
 * reset. Cards and faults are scripted while it runs, from any thread.
 */
public final class SamVEmulator implements AutoCloseable {

    /** How long the emulator's thread waits for a request before it looks whether it was closed. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final SamId SAM_ID = new SamId(5, 3, 20160820, 1234567, 1234567890L);

    private final EmulatedLine line;
    private final SamVModel model;
    private final Thread thread;
    private final SamVFrame.Cutter cutter = new SamVFrame.Cutter();

    // All below is guarded by this.
    private @Nullable EmulatedCard card;
    private boolean selected;
    private SamVStatus condition = SamVStatus.OK;
    private SamVStatus scriptedEnd = SamVStatus.READ_FAILED;
    private int scriptedEnds;
    private @Nullable Duration liftAfter;
    private SamVCommand faultyCommand = SamVCommand.READ;
    private LineFault fault = LineFault.SILENCE;
    private int faultyAnswers;
    private int reads;
    private volatile boolean closed;

    /**
     * A running module.
     *
     * @param line its end of the line; closed with the emulator
     */
    public SamVEmulator(EmulatedLine line, SamVModel model) {
        this.line = line;
        this.model = model;
        this.thread = new Thread(this::live, "emulated-sam-v");
        thread.setDaemon(true);
        thread.start();
    }

    /** A running module of that model and age, to be opened at the path. */
    public static SamVEmulator at(Path link, SamVModel model, Imperfection imperfection, RandomGenerator random)
            throws IOException {
        return new SamVEmulator(new EmulatedLine(PseudoTerminal.at(link), model.baud(), imperfection, random), model);
    }

    /** A running module that answers at once and never errs by itself, to be opened at the path: for tests. */
    public static SamVEmulator instantAt(Path link) throws IOException {
        return at(link, SamVModel.INSTANT, Imperfection.IDEAL, new SplittableRandom(1));
    }

    /** Its line, to be faulted. */
    public EmulatedLine line() {
        return line;
    }

    /** Puts a card on the reader, in place of the one that is there. */
    public synchronized void insert(EmulatedCard newCard) {
        card = newCard;
        selected = false;
        notifyAll();
    }

    /** Takes the card away, out of a reading too. */
    public synchronized void lift() {
        card = null;
        selected = false;
        notifyAll();
    }

    /** The next reading's card is taken away when it has gone on for that long. */
    public synchronized void liftWhileReading(Duration after) {
        liftAfter = after;
    }

    /** The next readings end with this status, the card staying where it is. */
    public synchronized void endReads(SamVStatus status, int readings) {
        scriptedEnd = status;
        scriptedEnds = readings;
    }

    /** Every command is answered with this status from now on; {@link SamVStatus#OK} ends it. */
    public synchronized void condition(SamVStatus status) {
        condition = status;
    }

    /** The next answers to the command are faulty. */
    public synchronized void fault(SamVCommand command, LineFault kind, int answers) {
        faultyCommand = command;
        fault = kind;
        faultyAnswers = answers;
    }

    /** The module is switched off, its port stays. */
    public synchronized void powerOff() {
        line.power(false);
        selected = false;
        notifyAll();
    }

    public synchronized void powerOn() {
        line.power(true);
    }

    /** The cable is pulled. */
    public void unplug() {
        powerOff();
        line.unplug();
    }

    public void replug() throws IOException {
        line.replug();
        powerOn();
    }

    /** Plugs the cable in again where it gets another name. */
    public void replug(Path link) throws IOException {
        line.replug(link);
        powerOn();
    }

    /** How many times a card was read whole. */
    public synchronized int reads() {
        return reads;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
    }

    private void live() {
        byte[] buffer = new byte[4096];
        try {
            while (!closed) {
                cutter.add(buffer, line.read(buffer, LOOK));
                for (Optional<byte[]> request = cutter.next(); request.isPresent(); request = cutter.next()) {
                    serve(request.get());
                }
                if (cutter.checksumWrong()) {
                    cutter.clear();
                    line.answer(status(SamVStatus.REQUEST_CHECKSUM_WRONG));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(byte[] request) throws InterruptedException {
        byte[] answer;
        synchronized (this) {
            answer = answer(request);
            if (faultyAnswers > 0 && faultyCommand.isAskedBy(request)) {
                faultyAnswers--;
                line.fault(fault, 1);
            }
        }
        line.answer(answer);
    }

    private byte[] answer(byte[] request) throws InterruptedException {
        if (condition != SamVStatus.OK) {
            work(model.shortCommand());
            return status(condition);
        }
        for (SamVCommand command : SamVCommand.values()) {
            if (command.isAskedBy(request)) {
                return answer(command);
            }
        }
        boolean setsLine = request[0] == 0x60 || request[0] == 0x61;
        return status(setsLine ? SamVStatus.OK : SamVStatus.COMMAND_WRONG);
    }

    private byte[] answer(SamVCommand command) throws InterruptedException {
        return switch (command) {
            case RESET -> {
                selected = false;
                work(model.reset());
                yield status(SamVStatus.OK);
            }
            case SAM_STATUS -> {
                work(model.shortCommand());
                yield status(SamVStatus.OK);
            }
            case SAM_ID -> {
                work(model.shortCommand());
                yield status(SamVStatus.OK, SAM_ID.bytes());
            }
            case FIND -> {
                work(model.shortCommand());
                yield card == null || selected
                        ? status(SamVStatus.NO_CARD)
                        : status(SamVStatus.CARD_FOUND, new byte[4]);
            }
            case SELECT -> {
                work(model.shortCommand());
                if (card == null || selected) {
                    yield status(SamVStatus.SELECT_FAILED);
                }
                selected = true;
                yield status(SamVStatus.OK, new byte[8]);
            }
            case READ -> read(model.read(), false);
            case READ_WITH_FINGERPRINT -> read(model.fingerprint(), true);
            case NEWEST_ADDRESS -> {
                work(model.address());
                EmulatedCard read = selected ? card : null;
                if (read == null) {
                    yield status(SamVStatus.READ_FAILED);
                }
                yield read.newestAddress()
                        .map(text -> status(SamVStatus.OK, IdCardTextBlock.encodeAddress(text)))
                        .orElseGet(() -> status(SamVStatus.NO_SUCH_ITEM));
            }
        };
    }

    private byte[] read(Duration takes, boolean withFingerprint) throws InterruptedException {
        Duration liftedAfter = liftAfter;
        liftAfter = null;
        if (liftedAfter != null) {
            work(liftedAfter);
            lift();
        }
        work(selected ? takes : model.shortCommand());
        EmulatedCard read = selected ? card : null;
        if (read == null) {
            return status(SamVStatus.READ_FAILED);
        }
        if (scriptedEnds > 0) {
            scriptedEnds--;
            return status(scriptedEnd);
        }
        reads++;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(length(read.text().length));
        data.writeBytes(length(read.photo().wlt().length));
        if (withFingerprint) {
            data.writeBytes(length(read.fingerprint().length));
        }
        data.writeBytes(read.text());
        data.writeBytes(read.photo().wlt());
        if (withFingerprint) {
            data.writeBytes(read.fingerprint());
        }
        return status(SamVStatus.OK, data.toByteArray());
    }

    /** Takes its time, in which others may script; a selected card that is lifted ends it. */
    private void work(Duration takes) throws InterruptedException {
        boolean began = selected;
        long left = line.slowed(takes).toNanos();
        long end = System.nanoTime() + left;
        while (left > 0 && line.powered() && selected == began) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = end - System.nanoTime();
        }
    }

    private static byte[] length(int bytes) {
        return new byte[] {(byte) (bytes >> 8), (byte) bytes};
    }

    private static byte[] status(SamVStatus status, byte... data) {
        byte[] content = new byte[3 + data.length];
        content[2] = (byte) status.code();
        System.arraycopy(data, 0, content, 3, data.length);
        return SamVFrame.of(content);
    }
}
