package org.zizhu.drivers.codescanner.serial.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.codescanner.serial.Dialect;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/**
 * A scan engine on a pseudo terminal. It looks, and is lit, only after it was triggered by the host in the mode for that; it
 * ends a reading by itself after a code or its session's time; a cut of its power makes it as it left the factory. An
 * engine of {@link Dialect#SUFFIX} looks all the time and reads a code once each time that it is shown.
 *
 * <p>Codes and faults are scripted while it runs, from any thread; those of its line by {@link #line()}.
 */
public final class ScanEngineEmulator implements AutoCloseable {

    /** How late an engine that looks notices that its code is due. */
    private static final Duration BRISK = Duration.ofMillis(10);

    /** How late an idle one notices what is scripted. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final EmulatedLine line;
    private final EngineModel model;
    private final Voice voice;
    private final Thread thread;
    private volatile boolean closed;

    // All below is guarded by this.
    private byte @Nullable [] shown;
    private boolean readable;
    private boolean readThisShowing;
    private boolean hostTriggered;
    private boolean triggered;
    private boolean refusing;
    private boolean twice;
    private int misunderstood;
    private long sessionEndNanos;
    private long readyNanos;
    private int reads;

    /**
     * A running engine.
     *
     * @param line closed with the emulator
     */
    public ScanEngineEmulator(EmulatedLine line, EngineModel model) {
        this.line = line;
        this.model = model;
        this.voice = switch (model.dialect()) {
            case NEWLAND -> new NewlandVoice(this, model);
            case HONEYWELL -> new HoneywellVoice(this, model);
            case ZEBRA_SSI -> new SsiVoice(this, model);
            case SUFFIX -> new SuffixVoice(this);
        };
        this.thread = new Thread(this::live, "emulated-" + model.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** A running engine, to be opened at the path. */
    public static ScanEngineEmulator at(Path link, EngineModel model, Imperfection imperfection, RandomGenerator random)
            throws IOException {
        return new ScanEngineEmulator(
                new EmulatedLine(PseudoTerminal.at(link), model.baud(), imperfection, random), model);
    }

    /** Holds a code in front of it, in place of the one that is there. */
    public void show(byte[] code) {
        show(code, true);
    }

    /** Holds something there that it can't read: a symbology that is switched off, a broken screen. */
    public void showUnreadable() {
        show(new byte[0], false);
    }

    private synchronized void show(byte[] code, boolean canBeRead) {
        shown = code.clone();
        readable = canBeRead;
        readThisShowing = false;
        readyNanos = System.nanoTime() + line.slowed(model.decode()).toNanos();
    }

    public synchronized void takeAway() {
        shown = null;
    }

    /** Whether something is held there. */
    public synchronized boolean shows() {
        return shown != null;
    }

    /** The next code is sent twice in one go. */
    public synchronized void readTwice() {
        twice = true;
    }

    /** It says no to every command. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** The next requests reach it damaged. */
    public synchronized void misunderstand(int requests) {
        misunderstood = requests;
    }

    /** It says something by itself, as it is. */
    public void babble(byte[] bytes) throws InterruptedException {
        line.answer(bytes);
    }

    /** Switches its power; its port stays. */
    public synchronized void power(boolean on) {
        line.power(on);
        triggered = false;
        hostTriggered = false;
        voice.forget();
    }

    /** Pulls the cable, which is its power too. */
    public void unplug() {
        power(false);
        line.unplug();
    }

    public void replug() throws IOException {
        line.replug();
        power(true);
    }

    /** Plugs the cable in again where it gets another name. */
    public void replug(Path link) throws IOException {
        line.replug(link);
        power(true);
    }

    /** Every fault that was scripted is over. */
    public synchronized void heal() {
        refusing = false;
        misunderstood = 0;
        twice = false;
        boolean wasOff = !line.powered();
        line.heal();
        if (wasOff) {
            power(true);
        }
    }

    public EmulatedLine line() {
        return line;
    }

    public EngineModel model() {
        return model;
    }

    /** Whether it is lit, looking for a code. */
    public synchronized boolean lit() {
        return line.powered() && (model.dialect() == Dialect.SUFFIX || looksNow());
    }

    private boolean looksNow() {
        return triggered && sessionEndNanos - System.nanoTime() > 0;
    }

    /** How many codes it has read. */
    public synchronized int reads() {
        return reads;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
    }

    /** The host says what makes it look. */
    synchronized void hostTriggered(boolean byHost) {
        hostTriggered = byHost;
        triggered = false;
    }

    synchronized boolean hostTriggered() {
        return hostTriggered;
    }

    /** The host makes it look, or dark. */
    synchronized void trigger(boolean on) {
        if (on && hostTriggered) {
            long now = System.nanoTime();
            if (!looksNow()) {
                readyNanos = now + line.slowed(model.decode()).toNanos();
            }
            sessionEndNanos = now + model.session().toNanos();
        }
        triggered = on && hostTriggered;
    }

    synchronized boolean refusing() {
        return refusing;
    }

    /** Whether this request reached it damaged. */
    synchronized boolean misunderstands() {
        if (misunderstood > 0) {
            misunderstood--;
            return true;
        }
        return false;
    }

    /** Answers a command after the time that it takes. */
    void answer(byte[] frame) throws InterruptedException {
        Duration takes = line.slowed(model.command());
        TimeUnit.NANOSECONDS.sleep(takes.toNanos());
        line.answer(frame);
    }

    /** Sends something by itself. */
    void send(byte[] frame) throws InterruptedException {
        line.answer(frame);
    }

    private void live() {
        byte[] buffer = new byte[1024];
        try {
            while (!closed) {
                int count = line.read(buffer, lit() && shows() ? BRISK : LOOK);
                if (count > 0) {
                    voice.hear(buffer, count);
                }
                List<byte[]> codes = decoded();
                if (!codes.isEmpty()) {
                    voice.tell(codes);
                }
                voice.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<byte[]> decoded() {
        byte[] code = shown;
        boolean looks = lit() && !(model.dialect() == Dialect.SUFFIX && readThisShowing);
        if (code == null || !readable || !looks || readyNanos - System.nanoTime() > 0) {
            return List.of();
        }
        triggered = false;
        readThisShowing = true;
        reads++;
        List<byte[]> codes = twice ? List.of(code, code) : List.of(code);
        twice = false;
        return codes;
    }
}
