package org.zizhu.drivers.idcard.samv.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** What can be wrong with an answer on its way. */
    public enum Damage {
        CHECKSUM_WRONG,
        /** The last third of the frame is missing. */
        TRUNCATED,
        /** Bytes that are no frame come before it, one of them looking like a beginning. */
        GARBAGE_BEFORE,
        /** No answer at all. */
        LOST
    }

    private final PseudoTerminal terminal;
    private final SamVTiming timing;
    private final Thread thread;
    private final SamVFrame.Cutter cutter = new SamVFrame.Cutter();

    // All below is guarded by this.
    private @Nullable EmulatedCard card;
    private boolean selected;
    private boolean powered = true;
    private SamVStatus condition = SamVStatus.OK;
    private SamVStatus scriptedEnd = SamVStatus.READ_FAILED;
    private int scriptedEnds;
    private @Nullable Duration liftAfter;
    private long silentUntilNanos = System.nanoTime();
    private SamVCommand damagedCommand = SamVCommand.READ;
    private Damage damage = Damage.CHECKSUM_WRONG;
    private int damagedAnswers;
    private int reads;
    private volatile boolean closed;

    /**
     * A running module.
     *
     * @param terminal its end of the line; closed with the emulator
     */
    public SamVEmulator(PseudoTerminal terminal, SamVTiming timing) {
        this.terminal = terminal;
        this.timing = timing;
        this.thread = new Thread(this::live, "emulated-sam-v");
        thread.setDaemon(true);
        thread.start();
    }

    /** A running module with realistic timing, to be opened at the path. */
    public static SamVEmulator at(Path link) throws IOException {
        return new SamVEmulator(PseudoTerminal.at(link), SamVTiming.realistic());
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

    /** The next answers to the command are damaged. */
    public synchronized void damage(SamVCommand command, Damage kind, int answers) {
        damagedCommand = command;
        damage = kind;
        damagedAnswers = answers;
    }

    /** Nothing is answered for a while; requests that come meanwhile are lost. */
    public synchronized void silentFor(Duration silence) {
        silentUntilNanos = System.nanoTime() + silence.toNanos();
    }

    /** The module is switched off, its port stays. */
    public synchronized void powerOff() {
        powered = false;
        selected = false;
        notifyAll();
    }

    public synchronized void powerOn() {
        powered = true;
    }

    /** The cable is pulled. */
    public void unplug() {
        powerOff();
        terminal.unplug();
    }

    public void replug() throws IOException {
        terminal.replug();
        powerOn();
    }

    /** Plugs the cable in again where it gets another name. */
    public void replug(Path link) throws IOException {
        terminal.replug(link);
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
        terminal.close();
    }

    private void live() {
        byte[] buffer = new byte[4096];
        try {
            while (!closed) {
                cutter.add(buffer, terminal.read(buffer, LOOK));
                for (Optional<byte[]> request = cutter.next(); request.isPresent(); request = cutter.next()) {
                    serve(request.get());
                }
                if (cutter.checksumWrong()) {
                    cutter.clear();
                    terminal.write(status(SamVStatus.REQUEST_CHECKSUM_WRONG));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(byte[] request) throws InterruptedException {
        byte[] answer;
        synchronized (this) {
            answer = powered ? answer(request) : new byte[0];
            if (!powered || silentUntilNanos - System.nanoTime() > 0) {
                return;
            }
            if (damagedAnswers > 0 && damagedCommand.isAskedBy(request)) {
                damagedAnswers--;
                answer = damaged(answer);
            }
        }
        terminal.write(answer);
    }

    private byte[] damaged(byte[] answer) {
        return switch (damage) {
            case CHECKSUM_WRONG -> {
                byte[] wrong = answer.clone();
                wrong[wrong.length - 1] ^= 0x01;
                yield wrong;
            }
            case TRUNCATED -> Arrays.copyOf(answer, answer.length * 2 / 3);
            case GARBAGE_BEFORE ->
                ByteBuffer.allocate(answer.length + 9)
                        .put(new byte[] {
                            0x00, (byte) 0xFF, (byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x68, 0x00
                        })
                        .put((byte) 0xAA)
                        .put(answer)
                        .array();
            case LOST -> new byte[0];
        };
    }

    private byte[] answer(byte[] request) throws InterruptedException {
        if (condition != SamVStatus.OK) {
            work(timing.shortCommand());
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
                work(timing.reset());
                yield status(SamVStatus.OK);
            }
            case SAM_STATUS -> {
                work(timing.shortCommand());
                yield status(SamVStatus.OK);
            }
            case SAM_ID -> {
                work(timing.shortCommand());
                yield status(SamVStatus.OK, SAM_ID.bytes());
            }
            case FIND -> {
                work(timing.shortCommand());
                yield card == null || selected
                        ? status(SamVStatus.NO_CARD)
                        : status(SamVStatus.CARD_FOUND, new byte[4]);
            }
            case SELECT -> {
                work(timing.shortCommand());
                if (card == null || selected) {
                    yield status(SamVStatus.SELECT_FAILED);
                }
                selected = true;
                yield status(SamVStatus.OK, new byte[8]);
            }
            case READ -> read(timing.read(), false);
            case READ_WITH_FINGERPRINT -> read(timing.fingerprint(), true);
            case NEWEST_ADDRESS -> {
                work(timing.address());
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
        work(selected ? takes : timing.shortCommand());
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
        long end = System.nanoTime() + takes.toNanos();
        long left = takes.toNanos();
        while (left > 0 && powered && selected == began) {
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
