package org.zizhu.drivers.blank.composed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Completion.Failed;
import org.zizhu.drivers.Completion.Success;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.blank.BlankNumber;
import org.zizhu.drivers.blank.BlankPrinter;
import org.zizhu.drivers.blank.composed.BlankWiring.Drive;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.modbus.ModbusLine;
import org.zizhu.drivers.serial.SerialLink;

/**
 * A blank printer that is built of three devices, each with a protocol of its own: a document printer whose by-pass slot the blanks are
 * pushed into, a scan engine above the reading position, and an input and output board (Modbus RTU) with the sensors and motors of the
 * way between. Makers of such units publish no protocol of the whole; the parts speak theirs.
 *
 * <p>Reasons of its status beside those of the contract: those of the board as of a panel ("link-lost", "silent", "answer-garbled"),
 * those of the other two with "printer-" or "reader-" before them when they can't be reached.
 *
 * <p>The printer's and the scanner's drivers live on threads of their own, the way on this one's. A print that is cancelled is cancelled
 * at the printer, too.
 */
public final class ComposedBlankPrinter extends DeviceLoop<BlankPath> implements BlankPrinter {

    /** A blank that is taken shows within half a second. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** How long the motors run at the most; each stops when its sensor is reached. */
    private static final Duration STROKE = Duration.ofSeconds(3);

    /** What a sheet needs from one sensor to the next at the most; later it is stuck. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(4);

    /** What a sheet needs from the last sensor into the bin. */
    private static final Duration INTO_BIN = Duration.ofMillis(900);

    /** An engine that decodes barcodes reads a clean one within a quarter of a second. */
    private static final Duration READS_WITHIN = Duration.ofSeconds(2);

    /** A second blank that lies askew under the first is seen within it. */
    private static final Duration SECOND_NUMBER_WITHIN = Duration.ofMillis(700);

    /** The printer's driver has its own deadline, and cancels what is stuck; this is for it to say so. */
    private static final Duration FOR_THE_WAY = Duration.ofSeconds(6);

    private final DocumentPrinter printer;
    private final CodeScanner reader;
    private final SerialLink.Port port;
    private final int unit;
    private final BlankWiring wiring;
    private volatile State state = State.IDLE;

    // All below: the driver's thread alone.
    /** A blank is stuck, or was lost between two sensors; over when the cover was opened and the way is free. */
    private boolean jammed;

    private boolean coverWasOpen;

    /**
     * @param printer prints on what lies in its by-pass slot; this device's alone, as is the reader: started and closed with it
     * @param port of the board
     * @param unit the board's address, 1 to 247
     */
    public ComposedBlankPrinter(
            String name,
            DocumentPrinter printer,
            CodeScanner reader,
            SerialLink.Port port,
            int unit,
            BlankWiring wiring,
            MonotonicClock clock,
            InstantSource wallClock) {
        super(name, clock, wallClock);
        this.printer = printer;
        this.reader = reader;
        this.port = port;
        this.unit = unit;
        this.wiring = wiring;
    }

    @Override
    protected void starting() {
        printer.start();
        reader.start();
    }

    @Override
    protected void closing() {
        printer.close();
        reader.close();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public CompletableFuture<Completion<Place>> place(Duration within) {
        return submit(within, (path, deadline) -> Completion.success(path.look().place()));
    }

    @Override
    public CompletableFuture<Completion<Fed>> feed(Duration within) {
        return submit(within, this::feed);
    }

    @Override
    public CompletableFuture<Completion<Fed>> read(Duration within) {
        return submit(within, (path, deadline) -> {
            Sensed sensed = path.look();
            return sensed.place() == Place.READER
                    ? readNumbers(sensed, deadline)
                    : Completion.failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        });
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(UUID job, byte[] pdf, Duration within) {
        return submit(within, (path, deadline) -> print(path, job, pdf, deadline));
    }

    @Override
    public CompletableFuture<Completion<Place>> present(Duration within) {
        return submit(within, (path, deadline) -> {
            if (path.look().place() != Place.OUTLET) {
                return Completion.failed(FailureCode.SEQUENCE_ERROR, "no-blank");
            }
            path.shutter(true);
            state = State.PRESENTING;
            return Completion.success(Place.OUTLET);
        });
    }

    @Override
    public CompletableFuture<Completion<Place>> retract(Duration within) {
        return submit(within, this::retract);
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(UUID job, Instant intendedAt, Duration within) {
        return printer.whatBecameOf(job, 1, intendedAt, within);
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (path, deadline) -> {
            Sensed sensed = path.look();
            Completion<String> prints = await(printer.selfTest(deadline.remaining()), deadline);
            Completion<String> reads = await(reader.selfTest(deadline.remaining()), deadline);
            if (prints instanceof Failed<String> failed) {
                return Completion.failed(failed.code(), "printer-" + failed.reason());
            } else if (reads instanceof Failed<String> failed) {
                return Completion.failed(failed.code(), "reader-" + failed.reason());
            }
            return Completion.success("sensors " + sensed.active() + "; " + ((Success<String>) prints).value() + "; "
                    + ((Success<String>) reads).value());
        });
    }

    // ---- the way of a blank

    private Completion<Fed> feed(BlankPath path, Deadline deadline) throws IOException {
        Sensed before = path.look();
        Optional<String> obstacle = obstacle(before);
        if (obstacle.isPresent()) {
            return Completion.failed(FailureCode.NOT_READY, obstacle.get());
        }
        if (!before.free()) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "blank-on-the-way");
        }
        become(State.FEEDING, before);
        path.run(Drive.FEED, STROKE);
        Optional<Sensed> there =
                path.await(sensed -> sensed.is(Sensor.AT_READER), Deadline.after(LONGEST_WAY, clock()));
        path.stop(Drive.FEED);
        if (there.isEmpty()) {
            return jam();
        }
        history().count("blanks-fed");
        become(State.FED, there.get());
        return readNumbers(there.get(), deadline);
    }

    /** What of this device keeps a blank from being fed. */
    private Optional<String> obstacle(Sensed sensed) {
        if (jammed) {
            return Optional.of("blank-jammed");
        } else if (sensed.is(Sensor.COVER_OPEN)) {
            return Optional.of("cover-open");
        } else if (sensed.is(Sensor.MAGAZINE_EMPTY)) {
            return Optional.of("blanks-empty");
        } else if (sensed.is(Sensor.BIN_FULL)) {
            // A blank that turns out to be bad would have no place to go.
            return Optional.of("bin-full");
        }
        return partOutOfOrder(printer, "printer-").or(() -> partOutOfOrder(reader, "reader-"));
    }

    private static Optional<String> partOutOfOrder(Device part, String prefix) {
        DeviceStatus status = part.status();
        return status.usable() ? Optional.empty() : Optional.of(reason(status, prefix));
    }

    /** What a printer says of its paper and toner is known by its own words; what concerns the link needs to be told whose it is. */
    private static String reason(DeviceStatus part, String prefix) {
        String reason = part.reasons().isEmpty() ? "not-ready" : part.reasons().get(0);
        return part.state() == DeviceState.USER_ERROR ? reason : prefix + reason;
    }

    private Completion<Fed> readNumbers(Sensed sensed, Deadline deadline) throws IOException {
        List<String> numbers = new ArrayList<>();
        Duration within = READS_WITHIN;
        // The engine tells a code that it goes on seeing once: what comes second is another blank's.
        while (numbers.size() < 2) {
            Completion<ScannedCode> scanned =
                    await(reader.scan(deadline.remaining(within)), Deadline.after(within.plus(LONGEST_WAY), clock()));
            if (scanned instanceof Success<ScannedCode> code) {
                String text = code.value().text().strip();
                if (!BlankNumber.isOne(text)) {
                    break;
                }
                numbers.add(text);
                within = SECOND_NUMBER_WITHIN;
            } else if (((Failed<ScannedCode>) scanned).code() == FailureCode.TIME_OUT) {
                break;
            } else {
                return Completion.failed(
                        FailureCode.HARDWARE_ERROR, "reader-" + ((Failed<ScannedCode>) scanned).reason());
            }
        }
        if (sensed.is(Sensor.DOUBLE_SHEET) || numbers.size() > 1) {
            history().count("blanks-fed-together");
            return Completion.success(new Fed.Several(numbers));
        } else if (numbers.isEmpty()) {
            history().count("blanks-unreadable");
            return Completion.success(new Fed.Unreadable());
        }
        return Completion.success(new Fed.Ready(numbers.get(0)));
    }

    private Completion<PrintEnd> print(BlankPath path, UUID job, byte[] pdf, Deadline deadline) throws IOException {
        Sensed before = path.look();
        if (before.place() != Place.READER) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        }
        Optional<String> obstacle = partOutOfOrder(printer, "printer-");
        if (before.is(Sensor.COVER_OPEN)) {
            obstacle = Optional.of("cover-open");
        }
        if (obstacle.isPresent()) {
            return Completion.failed(FailureCode.NOT_READY, obstacle.get());
        }
        become(State.PRINTING, before);
        path.run(Drive.TO_PRINTER, STROKE);
        Optional<Sensed> inSlot = path.await(
                sensed -> sensed.is(Sensor.AT_PRINTER) && !sensed.is(Sensor.AT_READER),
                Deadline.after(LONGEST_WAY, clock()));
        path.stop(Drive.TO_PRINTER);
        if (inSlot.isEmpty()) {
            jam();
            return Completion.success(new PrintEnd.NotPrinted("blank-jammed"));
        }
        Duration forPrinting = deadline.remaining().minus(FOR_THE_WAY);
        Completion<PrintEnd> printed = follow(
                path,
                printer.print(
                        new DocumentPrinter.PrintRequest(job, pdf, 1, false),
                        progress -> {},
                        forPrinting.isNegative() ? deadline.remaining() : forPrinting),
                deadline);
        if (!(printed instanceof Success<PrintEnd> ended)) {
            // Told nothing: the blank still lies in the slot.
            return notBegun((Failed<PrintEnd>) printed);
        }
        return Completion.success(atOutlet(path, ended.value()));
    }

    /** The blank has been moved, so that the caller has to be told of an end, and not that nothing was begun. */
    private static Completion<PrintEnd> notBegun(Failed<PrintEnd> failed) {
        return Completion.success(
                failed.code() == FailureCode.NOT_READY
                        ? new PrintEnd.NotPrinted(failed.reason())
                        : new PrintEnd.Unknown(0, 1, failed.reason()));
    }

    /** Waits for the printer's driver, looking at the way meanwhile: staff who open the cover are seen. */
    private Completion<PrintEnd> follow(
            BlankPath path, CompletableFuture<Completion<PrintEnd>> printing, Deadline deadline) throws IOException {
        Deadline end = Deadline.after(deadline.remaining().plus(FOR_THE_WAY), clock());
        while (!printing.isDone() && !end.over()) {
            if (abandoned()) {
                printing.complete(Completion.failed(FailureCode.CANCELLED, "cancelled"));
            }
            publish(status(path.look()));
            BlankPath.pause();
        }
        return await(printing, Deadline.after(Duration.ofSeconds(1), clock()));
    }

    /** A sheet that the printer calls printed is looked for at the outlet. */
    private PrintEnd atOutlet(BlankPath path, PrintEnd end) throws IOException {
        if (!(end instanceof PrintEnd.Printed)) {
            jammed |= stuckInPrinter(end);
            return end;
        }
        Optional<Sensed> there =
                path.await(sensed -> sensed.is(Sensor.AT_OUTLET), Deadline.after(LONGEST_WAY, clock()));
        if (there.isEmpty()) {
            jam();
            return new PrintEnd.Partly(1, 1, "blank-jammed");
        }
        history().count("blanks-printed");
        return end;
    }

    private static boolean stuckInPrinter(PrintEnd end) {
        String reason = end instanceof PrintEnd.NotPrinted not
                ? not.reason()
                : end instanceof PrintEnd.Partly partly ? partly.reason() : "";
        return reason.equals("media-jam");
    }

    private Completion<Place> retract(BlankPath path, Deadline deadline) throws IOException {
        Sensed before = path.look();
        if (before.free()) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "no-blank");
        } else if (before.is(Sensor.BIN_FULL)) {
            return Completion.failed(FailureCode.NOT_READY, "bin-full");
        } else if (before.is(Sensor.COVER_OPEN)) {
            return Completion.failed(FailureCode.NOT_READY, "cover-open");
        }
        path.shutter(false);
        path.run(Drive.RETRACT, STROKE);
        Optional<Sensed> gone = path.await(Sensed::free, Deadline.after(LONGEST_WAY, clock()));
        if (gone.isPresent()) {
            // Past the last sensor it is not in the bin yet.
            Deadline in = Deadline.after(INTO_BIN, clock());
            while (!in.over()) {
                BlankPath.pause();
            }
        }
        path.stop(Drive.RETRACT);
        if (gone.isEmpty()) {
            return jam();
        }
        history().count("blanks-retracted");
        become(State.RETRACTED, gone.get());
        return Completion.success(Place.NONE);
    }

    private <T> Completion<T> jam() {
        jammed = true;
        coverWasOpen = false;
        state = State.JAM;
        history().count("blanks-jammed");
        return Completion.failed(FailureCode.HARDWARE_ERROR, "blank-jammed");
    }

    private void become(State next, Sensed sensed) {
        state = next;
        publish(status(sensed));
    }

    // ---- what it says of itself

    @Override
    protected BlankPath connect() throws IOException {
        fact("board", "unit " + unit);
        BlankPath path = new BlankPath(new ModbusLine(port.open(), unit, clock(), wireLog()), wiring);
        boolean ready = false;
        try {
            // Whatever an earlier life left open or running.
            path.shutter(false);
            ready = true;
            return path;
        } finally {
            if (!ready) {
                path.close();
            }
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        return cause instanceof BlankPath.Refused
                ? DeviceStatus.without(DeviceState.HARDWARE_ERROR, String.valueOf(cause.getMessage()))
                : ModbusLine.lost(cause);
    }

    @Override
    protected Duration poll(BlankPath path) throws IOException {
        Sensed sensed = path.look();
        if (state == State.PRESENTING && sensed.place() != Place.OUTLET) {
            // A hand that pushes it in again before it lets go must not be caught.
            if (path.await(now -> now.place() != Place.OUTLET, Deadline.after(IDLE.multipliedBy(3), clock()))
                    .isPresent()) {
                path.shutter(false);
                state = State.TAKEN;
                history().count("blanks-taken");
            }
        }
        freed(sensed);
        printer.facts().forEach((what, value) -> fact("printer " + what, value));
        reader.facts().forEach((what, value) -> fact("reader " + what, value));
        publish(status(sensed));
        return IDLE;
    }

    /** A jam is over when somebody had the cover open, has shut it, and nothing is left on the way. */
    private void freed(Sensed sensed) {
        coverWasOpen |= sensed.is(Sensor.COVER_OPEN);
        if (jammed && coverWasOpen && !sensed.is(Sensor.COVER_OPEN) && sensed.free() && printerFree()) {
            jammed = false;
        }
        if (!jammed && sensed.free() && (state == State.JAM || state == State.FED || state == State.PRINTING)) {
            state = State.IDLE;
        } else if (jammed) {
            state = State.JAM;
        } else if (!sensed.free() && state != State.PRESENTING) {
            state = sensed.place() == Place.READER ? State.FED : State.PRINTING;
        }
        coverWasOpen &= jammed;
    }

    private boolean printerFree() {
        return !printer.status().reasons().contains("media-jam");
    }

    private DeviceStatus status(Sensed sensed) {
        List<String> reasons = new ArrayList<>();
        DeviceState worst = DeviceState.ONLINE;
        for (Map.Entry<String, DeviceState> trouble : troubles(sensed)) {
            if (worst == DeviceState.ONLINE) {
                worst = trouble.getValue();
            }
            reasons.add(trouble.getKey());
        }
        if (worst == DeviceState.ONLINE && (state == State.FEEDING || state == State.PRINTING)) {
            worst = DeviceState.DEVICE_BUSY;
        }
        Map<Supply, SupplyLevel> supplies = new EnumMap<>(Supply.class);
        supplies.put(Supply.BLANKS, sensed.is(Sensor.MAGAZINE_EMPTY) ? SupplyLevel.OUT : SupplyLevel.FULL);
        supplies.put(Supply.TONER, printer.status().level(Supply.TONER));
        return new DeviceStatus(worst, reasons, media(sensed), supplies);
    }

    /** What keeps it from printing a blank, most important first, then what it only has to tell. */
    private List<Map.Entry<String, DeviceState>> troubles(Sensed sensed) {
        List<Map.Entry<String, DeviceState>> troubles = new ArrayList<>();
        if (jammed) {
            troubles.add(Map.entry("blank-jammed", DeviceState.USER_ERROR));
        }
        if (sensed.is(Sensor.COVER_OPEN)) {
            troubles.add(Map.entry("cover-open", DeviceState.USER_ERROR));
        }
        addTroubles(troubles, printer.status(), "printer-");
        addTroubles(troubles, reader.status(), "reader-");
        // What is on its way can be handed out with an empty magazine and a full bin, too.
        DeviceState whileFree = sensed.free() ? DeviceState.USER_ERROR : DeviceState.ONLINE;
        if (sensed.is(Sensor.MAGAZINE_EMPTY)) {
            troubles.add(Map.entry("blanks-empty", whileFree));
        }
        if (sensed.is(Sensor.BIN_FULL)) {
            troubles.add(Map.entry("bin-full", whileFree));
        }
        return troubles;
    }

    private static void addTroubles(List<Map.Entry<String, DeviceState>> troubles, DeviceStatus part, String prefix) {
        if (part.state() == DeviceState.STARTING) {
            troubles.add(Map.entry(prefix + "starting", DeviceState.OFFLINE));
        } else if (!part.usable()) {
            // The whole answers, so that it is neither off nor gone: a part of it is broken.
            boolean byHand = part.state() == DeviceState.USER_ERROR || part.state() == DeviceState.OFFLINE;
            troubles.add(Map.entry(reason(part, prefix), byHand ? part.state() : DeviceState.HARDWARE_ERROR));
        }
    }

    private MediaState media(Sensed sensed) {
        if (jammed) {
            return MediaState.JAMMED;
        } else if (sensed.free()) {
            return state == State.PRINTING || state == State.FEEDING ? MediaState.ENTERING : MediaState.NOT_PRESENT;
        }
        return sensed.place() == Place.OUTLET ? MediaState.PRESENT : MediaState.ENTERING;
    }

    private static <T> Completion<T> await(CompletableFuture<Completion<T>> answer, Deadline deadline)
            throws InterruptedIOException {
        try {
            return answer.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("driver closed");
        } catch (TimeoutException e) {
            return Completion.failed(FailureCode.TIME_OUT, "part-overdue");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a driver's answer is a value", e);
        }
    }
}
