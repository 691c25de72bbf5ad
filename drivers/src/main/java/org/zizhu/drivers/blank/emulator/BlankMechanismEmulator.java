package org.zizhu.drivers.blank.emulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.blank.BlankNumber;
import org.zizhu.drivers.blank.composed.BlankWiring;
import org.zizhu.drivers.blank.composed.BlankWiring.Drive;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;
import org.zizhu.drivers.codescanner.serial.emulator.ScanEngineEmulator;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.document.emulator.PrinterEvent;
import org.zizhu.drivers.panel.emulator.IoBoardEmulator;

/**
 * The mechanism of a composed blank printer: a magazine of numbered blanks, the way past a reader into a printer's by-pass slot, an
 * outlet with a shutter, and a bin. It is seen and moved through an emulated board, read by an emulated scan engine and printed on by
 * an emulated printer, which it owns; each speaks its own bytes on its own line.
 *
 * <p>What happens to blanks is scripted while it runs, from any thread.
 */
public final class BlankMechanismEmulator implements AutoCloseable {

    /** Sheets that the bin takes before its sensor closes. */
    private static final int BIN_CAPACITY = 50;

    private static final int MAGAZINE_CAPACITY = 200;

    /** How soon the second of two blanks comes before the reader's eye. */
    private static final Duration EYE = Duration.ofMillis(30);

    /** By how many numbers a blank is out of sequence that somebody put in by mistake. */
    private static final int ASTRAY = 37;

    /** One blank: its number, and whether that can still be read. */
    public record Blank(String number, boolean torn) {}

    /** Where the blanks on their way are. */
    public enum Spot {
        NOWHERE,
        /** Between two sensors, moving or left there by a power cut. */
        BETWEEN,
        STUCK,
        READER,
        SLOT,
        PRINTER,
        OUTLET
    }

    /** Where the next blank gets stuck. */
    public enum Jam {
        BEFORE_READER,
        BEFORE_PRINTING,
        WHILE_PRINTING,
        AFTER_PRINTING,
        INTO_BIN
    }

    private final IppPrinterEmulator printer;
    private final ScanEngineEmulator reader;
    private final IoBoardEmulator board;
    private final BlankWiring wiring;
    private final Duration travel;
    private final ScheduledExecutorService motor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "emulated-blank-mechanism");
        thread.setDaemon(true);
        return thread;
    });

    // All below is guarded by this.
    private final Deque<Blank> magazine = new ArrayDeque<>();
    private final List<Blank> onTheWay = new ArrayList<>();
    private final List<Blank> bin = new ArrayList<>();
    private final List<Blank> taken = new ArrayList<>();
    private final List<Blank> removed = new ArrayList<>();
    private Spot spot = Spot.NOWHERE;
    private @Nullable Jam nextJam;
    private boolean nextDouble;
    private boolean shutterOpen;
    private boolean coverOpen;
    private boolean binFull;
    private boolean powered = true;
    private int readsAtShow;
    private boolean secondShown;
    /** What is before the bin does not move any more. */
    private boolean held;

    private @Nullable Future<?> moving;

    /**
     * A mechanism at rest, its magazine empty.
     *
     * @param travel what a blank takes from one sensor to the next
     */
    public BlankMechanismEmulator(
            IppPrinterEmulator printer,
            ScanEngineEmulator reader,
            IoBoardEmulator board,
            BlankWiring wiring,
            Duration travel) {
        this.printer = printer;
        this.reader = reader;
        this.board = board;
        this.wiring = wiring;
        this.travel = travel;
        printer.useByPass();
        printer.onEvent(this::printerDid);
        board.wire(wiring.channel(Drive.FEED), on -> drive(on, this::beginFeed));
        board.wire(wiring.channel(Drive.TO_PRINTER), on -> drive(on, this::beginToPrinter));
        board.wire(wiring.channel(Drive.RETRACT), on -> drive(on, this::beginRetract));
        board.wire(wiring.channel(Drive.SHUTTER), this::shutter);
        var unused =
                motor.scheduleWithFixedDelay(this::showSecond, EYE.toMillis(), EYE.toMillis(), TimeUnit.MILLISECONDS);
        sense();
    }

    public IppPrinterEmulator printer() {
        return printer;
    }

    public ScanEngineEmulator reader() {
        return reader;
    }

    public IoBoardEmulator board() {
        return board;
    }

    // ---- what staff and citizens do

    /** Puts blanks into the magazine behind those that are there: so many, from that number on; no more than it takes. */
    public synchronized void load(String first, int count) {
        for (int i = 0; i < count && magazine.size() < MAGAZINE_CAPACITY; i++) {
            magazine.addLast(new Blank(BlankNumber.after(first, i), false));
        }
        sense();
    }

    public synchronized void emptyMagazine() {
        magazine.clear();
        sense();
    }

    /** The next blank's number can't be read. */
    public synchronized void tearNext() {
        changeNext(blank -> new Blank(blank.number(), true));
    }

    /** The next blank is one of another place in the series, put in by mistake. */
    public synchronized void misplaceNext() {
        changeNext(blank -> new Blank(BlankNumber.after(blank.number(), ASTRAY), blank.torn()));
    }

    private void changeNext(java.util.function.UnaryOperator<Blank> change) {
        if (!magazine.isEmpty()) {
            magazine.addFirst(change.apply(magazine.removeFirst()));
        }
    }

    /** The next feed draws two. */
    public synchronized void doubleNext() {
        nextDouble = true;
    }

    /** The next blank gets stuck there. Once. */
    public synchronized void jamNext(Jam where) {
        nextJam = where;
    }

    /** The bin's sensor says so, whatever is in it. */
    public synchronized void fillBin(boolean full) {
        binFull = full;
        sense();
    }

    /** Takes what is in the bin. */
    public synchronized List<Blank> emptyBin() {
        List<Blank> all = List.copyOf(bin);
        bin.clear();
        binFull = false;
        sense();
        return all;
    }

    /** Takes the blank from the outlet; false when there is none, or the shutter is before it. */
    public synchronized boolean take() {
        if (spot != Spot.OUTLET || !shutterOpen) {
            return false;
        }
        taken.addAll(onTheWay);
        leaves();
        return true;
    }

    public synchronized void openCover() {
        coverOpen = true;
        sense();
    }

    /** Pulls out what is on the way, with the cover open. */
    public synchronized void clearWay() {
        removed.addAll(onTheWay);
        leaves();
        printer.jam(false);
        printer.loadPaper(0);
    }

    public synchronized void closeCover() {
        coverOpen = false;
        sense();
    }

    /** Takes the power from all its parts; a blank that moves stays where it is. */
    public synchronized void powerOff() {
        powered = false;
        if (moving != null) {
            moving.cancel(false);
            moving = null;
        }
        if (spot == Spot.PRINTER) {
            spot = Spot.STUCK;
        }
        printer.powerOff();
        reader.power(false);
        board.power(false);
        shutterOpen = false;
    }

    public synchronized void powerOn() {
        powered = true;
        printer.powerOn();
        if (spot == Spot.STUCK) {
            printer.jam(true);
        }
        reader.power(true);
        board.power(true);
        sense();
    }

    // ---- what can be seen from outside

    public synchronized int blanksLeft() {
        return magazine.size();
    }

    /** What is in the magazine, the next one first. */
    public synchronized List<Blank> magazine() {
        return List.copyOf(magazine);
    }

    /** The blank that will be fed next. */
    public synchronized Optional<Blank> next() {
        return Optional.ofNullable(magazine.peekFirst());
    }

    public synchronized Spot spot() {
        return spot;
    }

    /** Whether a blank is moving; one that a power cut has left between two sensors is not. */
    public synchronized boolean moves() {
        return moving != null;
    }

    public synchronized boolean shutterOpen() {
        return shutterOpen;
    }

    public synchronized boolean coverOpen() {
        return coverOpen;
    }

    public synchronized List<Blank> onTheWay() {
        return List.copyOf(onTheWay);
    }

    public synchronized List<Blank> bin() {
        return List.copyOf(bin);
    }

    /** Those that citizens have. */
    public synchronized List<Blank> taken() {
        return List.copyOf(taken);
    }

    /** Those that staff have pulled out. */
    public synchronized List<Blank> removed() {
        return List.copyOf(removed);
    }

    @Override
    public void close() {
        motor.shutdownNow();
        printer.close();
        reader.close();
        board.close();
    }

    // ---- the mechanism

    private synchronized void drive(boolean on, Runnable begin) {
        if (on && powered && moving == null) {
            begin.run();
        }
    }

    private void beginFeed() {
        if (spot == Spot.NOWHERE) {
            if (magazine.isEmpty()) {
                return;
            }
            onTheWay.add(magazine.removeFirst());
            if (nextDouble && !magazine.isEmpty()) {
                onTheWay.add(magazine.removeFirst());
            }
            nextDouble = false;
        } else if (spot != Spot.BETWEEN) {
            return;
        }
        // What a power cut has left between two sensors is carried along.
        travel(jams(Jam.BEFORE_READER) ? Spot.STUCK : Spot.READER);
    }

    private void beginToPrinter() {
        if (spot == Spot.READER) {
            travel(jams(Jam.BEFORE_PRINTING) ? Spot.STUCK : Spot.SLOT);
        }
    }

    private void beginRetract() {
        if (spot == Spot.READER || spot == Spot.SLOT || spot == Spot.OUTLET || spot == Spot.BETWEEN) {
            held |= jams(Jam.INTO_BIN);
            if (!held) {
                travel(Spot.NOWHERE);
            }
        }
    }

    private boolean jams(Jam where) {
        if (nextJam != where) {
            return false;
        }
        nextJam = null;
        return true;
    }

    private void travel(Spot to) {
        Spot from = spot;
        spot = Spot.BETWEEN;
        if (from == Spot.READER) {
            reader.takeAway();
        } else if (from == Spot.SLOT) {
            printer.loadPaper(0);
        }
        sense();
        moving = motor.schedule(() -> arrive(to), travel.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void arrive(Spot to) {
        moving = null;
        if (to == Spot.NOWHERE) {
            bin.addAll(onTheWay);
            leaves();
            return;
        }
        spot = to;
        if (to == Spot.READER) {
            secondShown = false;
            show(onTheWay.get(0));
        } else if (to == Spot.SLOT) {
            if (jams(Jam.WHILE_PRINTING)) {
                printer.jamInPage();
            }
            printer.loadPaper(1);
        }
        sense();
    }

    private void show(Blank blank) {
        readsAtShow = reader.reads();
        if (blank.torn()) {
            reader.showUnreadable();
        } else {
            reader.show(blank.number().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    /** The second of two lies askew under the first, and is seen after it. */
    private synchronized void showSecond() {
        if (spot == Spot.READER && onTheWay.size() > 1 && !secondShown && reader.reads() > readsAtShow) {
            secondShown = true;
            show(onTheWay.get(1));
        } else if (spot == Spot.SLOT && printer.paperLeft() == 0) {
            // The printer has drawn it in.
            spot = Spot.PRINTER;
            sense();
        }
    }

    private synchronized void printerDid(PrinterEvent event) {
        if (event instanceof PrinterEvent.PageOut && (spot == Spot.PRINTER || spot == Spot.SLOT)) {
            printer.takeSheets();
            spot = jams(Jam.AFTER_PRINTING) ? Spot.STUCK : Spot.OUTLET;
            sense();
        }
    }

    private synchronized void shutter(boolean open) {
        shutterOpen = open && powered;
    }

    private void leaves() {
        onTheWay.clear();
        held = false;
        spot = Spot.NOWHERE;
        reader.takeAway();
        sense();
    }

    private void sense() {
        contact(Sensor.MAGAZINE_EMPTY, magazine.isEmpty());
        contact(Sensor.AT_READER, spot == Spot.READER);
        contact(Sensor.DOUBLE_SHEET, spot == Spot.READER && onTheWay.size() > 1);
        contact(Sensor.AT_PRINTER, spot == Spot.SLOT);
        contact(Sensor.AT_OUTLET, spot == Spot.OUTLET);
        contact(Sensor.BIN_FULL, binFull || bin.size() >= BIN_CAPACITY);
        contact(Sensor.COVER_OPEN, coverOpen);
    }

    private void contact(Sensor sensor, boolean closed) {
        board.input(wiring.channel(sensor), closed);
    }
}
