package org.zizhu.drivers.dispenser.crt591.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.dispenser.crt591.Crt591Command;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Arrival;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Control;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Whole;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.Imperfection;

/**
 * A CRT-591 at the device's end of a line: its bytes, its handshake, its mechanics and the chips in its cards. While it moves
 * a card it hears EOT alone. Hands and faults are scripted while it runs, from any thread.
 */
public final class Crt591Emulator implements AutoCloseable {

    /** How long its thread waits for the host before it looks whether it was closed. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A frame's bytes come 1 ms apart at 9600 baud. */
    private static final Duration QUIET = Duration.ofMillis(20);

    /** How soon a moving card notices a hand, and a moving device the loss of its power. */
    private static final Duration SLICE = Duration.ofMillis(20);

    /** How often an answer is sent again to a host that says nothing; the document does not tell. */
    private static final int REPEATS = 3;

    /** One move in so many disturbed answers' worth ends in a jam. */
    private static final double JAMS_PER_DISTURBANCE = 0.1;

    private static final String UNKNOWN = "00";
    private static final String CHIP_SILENT = "63";
    private static final String CHIP_NOT_POWERED = "65";
    private static final String NOT_INITIALISED = "B0";

    private final EmulatedLine line;
    private final DispenserModel model;
    private final int address;
    private final Imperfection imperfection;
    private final RandomGenerator random;
    private final CardWay way;
    private final HandshakeScript script = new HandshakeScript();
    private final Thread thread;

    // The emulator's thread alone.
    private final Crt591Frame.Cutter cutter = new Crt591Frame.Cutter();
    private final byte[] buffer = new byte[1100];
    private volatile boolean initialised;
    private volatile boolean closed;

    /**
     * A running device that was just switched on, its stacker empty.
     *
     * @param line its end of the line; closed with the emulator
     */
    public Crt591Emulator(
            EmulatedLine line, DispenserModel model, int address, Imperfection imperfection, RandomGenerator random) {
        this.line = line;
        this.model = model;
        this.address = address;
        this.imperfection = imperfection;
        this.random = random;
        this.way = new CardWay(model);
        this.thread = new Thread(this::live, "emulated-crt-591");
        thread.setDaemon(true);
        thread.start();
    }

    /** For faults of the line, and its plug. */
    public EmulatedLine line() {
        return line;
    }

    /** The next times that the host asks this, the handshake goes wrong. */
    public void disturb(HandshakeFault fault, Crt591Command command, int times) {
        script.add(fault, command, times);
    }

    public void load(Collection<? extends EmulatedChipCard> cards) {
        way.load(cards);
    }

    public void emptyStacker() {
        way.emptyStacker();
    }

    public void fillBin() {
        way.binHolds(model.binCapacity());
    }

    public void emptyBin() {
        way.binHolds(0);
    }

    /** A hand pulls the card where it can be reached: at the gate, in the bezel, or while it moves. */
    public Optional<EmulatedChipCard> pullCard() {
        return way.pull();
    }

    /** A hand pushes a card into the gate; false when one is in the way. */
    public boolean pushCard(EmulatedChipCard card) {
        return way.push(card);
    }

    public void jam() {
        way.jam();
    }

    public void jamNextMove() {
        way.jamNext();
    }

    /** Staff take out what sticks. */
    public void clearJam() {
        way.clearJam();
    }

    public void motorDead(boolean dead) {
        way.motor(dead);
    }

    public void sensorStuck(boolean stuck) {
        way.sensor(stuck);
    }

    /** Switches the device; a card on its way stays where it is. */
    public void power(boolean on) {
        line.power(on);
        if (!on) {
            initialised = false;
            way.powerLost();
        }
    }

    public DispenserView view() {
        return way.view();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        line.close();
    }

    private void live() {
        try {
            while (!closed) {
                Optional<Arrival> arrival = next(LOOK);
                if (arrival.isPresent()) {
                    if (arrival.get() instanceof Whole whole && whole.address() == address) {
                        serve(whole.content());
                    }
                } else if (cutter.noise()) {
                    line.answer(new byte[] {Crt591Frame.NAK});
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next thing that the host sent; empty when it said nothing for so long, or something that makes no sense. */
    private Optional<Arrival> next(Duration within) throws InterruptedException {
        Optional<Arrival> next = cutter.next();
        Duration wait = within;
        while (next.isEmpty()) {
            int count = line.read(buffer, wait);
            cutter.add(buffer, count);
            if (count == 0) {
                return cutter.nextOfAll();
            }
            next = cutter.next();
            wait = QUIET;
        }
        return next;
    }

    private void serve(byte[] content) throws InterruptedException {
        if (content[0] != 'C' || script.happens(HandshakeFault.FRAME_LOST, content)) {
            return;
        }
        if (script.happens(HandshakeFault.FRAME_DAMAGED, content)) {
            line.answer(new byte[] {Crt591Frame.NAK});
            return;
        }
        if (!script.happens(HandshakeFault.ACK_LOST, content)) {
            line.answer(new byte[] {Crt591Frame.ACK});
        }
        Optional<byte[]> answer = execute(content);
        boolean lost = script.happens(HandshakeFault.ANSWER_LOST, content);
        if (answer.isPresent() && !lost && line.powered()) {
            send(Crt591Frame.of(address, answer.get()), script.happens(HandshakeFault.HOST_ACK_LOST, content));
        }
    }

    /** Sends until the host has acknowledged it, asks something else, or says nothing again and again. */
    private void send(byte[] frame, boolean firstAckLost) throws InterruptedException {
        boolean deaf = firstAckLost;
        for (int sent = 0; sent <= REPEATS; ) {
            line.answer(frame);
            Optional<Arrival> sign = next(model.ackWithin());
            if (sign.isEmpty()) {
                cutter.noise();
                sent++;
            } else if (sign.get() instanceof Whole whole) {
                if (whole.address() == address) {
                    serve(whole.content());
                }
                return;
            } else if (sign.get() instanceof Control control && control.character() == Crt591Frame.ACK && !deaf) {
                return;
            } else {
                deaf = false;
                sent++;
            }
        }
    }

    /** The content of the answer; empty when it was stopped, or lost its power. */
    private Optional<byte[]> execute(byte[] content) throws InterruptedException {
        int cm = content[1] & 0xFF;
        int pm = content[2] & 0xFF;
        if (!initialised && cm != 0x30) {
            return refused(content, NOT_INITIALISED);
        }
        return switch (cm) {
            case 0x30 -> initialise(content, pm);
            case 0x31 -> {
                Optional<String> wrong = way.wrong();
                yield pm == 0x31
                        ? done(content, way.sensors())
                        : wrong.isPresent() ? refused(content, wrong.get()) : done(content);
            }
            case 0x32 -> {
                Optional<CardWay.Place> to = target(pm);
                yield to.isPresent() ? move(content, to.get()) : refused(content, "01");
            }
            case 0x33 -> {
                way.openEntry(pm == 0x30);
                yield done(content);
            }
            case 0x51 -> chip(content, pm);
            case 0xA2 -> done(content, ascii("0591130702" + (1000 + address)));
            case 0xA3 -> done(content, ascii("IC+RF"));
            case 0xA4 -> done(content, ascii(model.firmware()));
            case 0xA5 -> {
                if (pm == 0x31
                        && new String(content, 3, content.length - 3, StandardCharsets.US_ASCII).matches("[0-9]{3}")) {
                    way.counter(Integer.parseInt(new String(content, 3, 3, StandardCharsets.US_ASCII)));
                }
                yield done(content, pm == 0x30 ? ascii("%03d".formatted(way.counter())) : new byte[0]);
            }
            default -> refused(content, UNKNOWN);
        };
    }

    private static Optional<CardWay.Place> target(int pm) {
        return switch (pm) {
            case 0x30 -> Optional.of(CardWay.Place.BEZEL);
            case 0x31, 0x32 -> Optional.of(CardWay.Place.CHIP);
            case 0x33 -> Optional.of(CardWay.Place.BIN);
            case 0x39 -> Optional.of(CardWay.Place.GATE);
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> initialise(byte[] content, int pm) throws InterruptedException {
        if (!work(model.initialise())) {
            return Optional.empty();
        }
        Optional<String> wrong = way.wrong();
        if (wrong.isPresent()) {
            return refused(content, wrong.get());
        }
        initialised = true;
        way.openEntry(false);
        way.count(pm >= 0x34);
        boolean inside = way.status()[0] != '0';
        int action = pm & 0x03;
        if (inside && action != 0x03) {
            Optional<byte[]> moved = move(content, action == 0x00 ? CardWay.Place.BEZEL : CardWay.Place.BIN);
            if (moved.isEmpty() || moved.get()[0] != 'P') {
                return moved;
            }
        }
        return done(content, ascii(model.name()));
    }

    private Optional<byte[]> move(byte[] content, CardWay.Place to) throws InterruptedException {
        Duration takes = way.time(to);
        Optional<String> refused = way.begin(to);
        if (refused.isPresent()) {
            return refused(content, refused.get());
        }
        if (random.nextDouble() < imperfection.disturbedAnswers() * JAMS_PER_DISTURBANCE) {
            way.jamNext();
        }
        if (!work(takes)) {
            return Optional.empty();
        }
        Optional<String> failed = way.arrive(to);
        return failed.isPresent() ? refused(content, failed.get()) : done(content);
    }

    /** Lets the motor run; false when the host stopped it or the power went. */
    private boolean work(Duration usual) throws InterruptedException {
        long end = System.nanoTime() + line.slowed(usual).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            int count = line.read(buffer, Duration.ofNanos(Math.min(left, SLICE.toNanos())));
            if (!line.powered()) {
                return false;
            }
            if (count == 1 && buffer[0] == Crt591Frame.EOT) {
                line.answer(new byte[] {Crt591Frame.EOT});
                return false;
            }
        }
        return line.powered();
    }

    private Optional<byte[]> chip(byte[] content, int pm) throws InterruptedException {
        return switch (pm) {
            case 0x30 -> powerOn(content);
            case 0x31 -> {
                way.unpowerChip();
                yield done(content);
            }
            case 0x33, 0x39 -> {
                Optional<EmulatedChipCard> chip = way.chip();
                if (chip.isEmpty()) {
                    yield refused(content, CHIP_NOT_POWERED);
                }
                byte[] answer = chip.get().answer(Arrays.copyOfRange(content, 3, content.length));
                if (!work(chip.get().perCommand())) {
                    yield Optional.empty();
                }
                yield answer.length < 2 ? refused(content, CHIP_SILENT) : done(content, answer);
            }
            default -> refused(content, UNKNOWN);
        };
    }

    private Optional<byte[]> powerOn(byte[] content) {
        Optional<EmulatedChipCard> chip = way.powerChip();
        chip.ifPresent(EmulatedChipCard::reset);
        byte[] atr = chip.map(EmulatedChipCard::answerToReset).orElse(new byte[0]);
        if (atr.length == 0) {
            way.unpowerChip();
            return refused(content, CHIP_SILENT);
        }
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        typed.write('0');
        typed.writeBytes(atr);
        return done(content, typed.toByteArray());
    }

    private Optional<byte[]> done(byte[] content, byte... data) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write('P');
        answer.write(content, 1, 2);
        answer.writeBytes(way.status());
        answer.writeBytes(data);
        return Optional.of(answer.toByteArray());
    }

    private static Optional<byte[]> refused(byte[] content, String code) {
        byte[] characters = ascii(code);
        return Optional.of(new byte[] {'N', content[1], content[2], characters[0], characters[1]});
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
