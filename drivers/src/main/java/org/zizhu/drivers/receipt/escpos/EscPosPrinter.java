package org.zizhu.drivers.receipt.escpos;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.ReceiptPrinter;
import org.zizhu.drivers.receipt.layout.GlyphMissing;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.receipt.layout.ReceiptLayout;
import org.zizhu.drivers.receipt.layout.TooLong;
import org.zizhu.drivers.serial.SerialLink;

/**
 * A receipt printer that speaks ESC/POS on a serial line, 80 mm paper at 203 dpi. Text is sent as dots, since no printer has all
 * the characters that names are written with.
 *
 * <p>Reasons, beside those of RFC 8011: {@code cutter-error}, {@code head-over-temperature}, {@code hardware-failure}, {@code
 * offline}, {@code no-answer}, {@code garbage-on-line}, {@code link-lost}, {@code fonts-missing}. A failed command has one of
 * them, or {@code glyph-missing}, {@code too-long}, {@code print-overdue}, {@code not-presented}, {@code nothing-presented}, {@code
 * not-retracted}, {@code no-presenter}, {@code remnant-stuck}.
 *
 * <p>What was printed of a receipt that failed is cut off and, by a presenter, drawn in before anything else is printed. So is
 * what may hang under the head when the driver starts, since power may have been cut while it printed.
 */
public final class EscPosPrinter extends DeviceLoop<EscPosLink> implements ReceiptPrinter {

    /** A cover opened, a roll at its end or, with two questions unanswered, silence shows on the screen within a second. */
    private static final Duration IDLE_POLL = Duration.ofMillis(250);

    /** A citizen who takes the receipt is to see at once that the machine noticed. */
    private static final Duration PRESENTED_POLL = Duration.ofMillis(200);

    /** Two bands on their way keep the head moving and fit into the smallest receive buffer. */
    private static final int FENCES_AHEAD = 1;

    /** A band is printed in 30 ms; when it is not by then, the printer is asked why. */
    private static final Duration BAND_EXPECTED = Duration.ofMillis(500);

    /** A cut takes up to two seconds; a printer that says it is well and does nothing for longer is stuck. */
    private static final Duration BAND_PATIENCE = Duration.ofSeconds(5);

    /** Presenting 60 mm takes half a second, retracting a long receipt one and a half. */
    private static final Duration PRESENTER_MOVE = Duration.ofSeconds(3);

    /** What GS I asks for. */
    private static final int FIRMWARE = 65;

    private static final int MAKER = 66;
    private static final int MODEL = 67;

    private static final Duration SENSOR_POLL = Duration.ofMillis(50);

    private final SerialLink.Port port;
    private final Presenter presenter;
    private final ReceiptFonts fonts;

    /** A removal that fails twice while the printer says that it is well would only feed the roll away. */
    private static final int MOST_REMOVALS = 2;

    private MediaState media = MediaState.UNKNOWN;

    /** Paper of a failed receipt is, or may be, under the head or on its way in the printer's buffer. */
    private boolean remnant = true;

    private int removalsTried;
    private boolean reachedBefore;
    /** Of the printer that is connected now; another may be plugged in its place. */
    private boolean askedWhatItIs;

    /**
     * @param port the printer's line, opened anew after each loss
     * @param clock wall time, for the wire log only
     */
    public EscPosPrinter(
            String name,
            SerialLink.Port port,
            Presenter presenter,
            ReceiptFonts fonts,
            InstantSource clock,
            MonotonicClock monotonic) {
        super(name, monotonic, clock);
        this.port = port;
        this.presenter = presenter;
        this.fonts = fonts;
        fact(
                "presenter",
                presenter == Presenter.NONE ? "none" : presenter.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public CompletableFuture<Completion<Presented>> print(Receipt receipt, Duration within) {
        return submit(within, (link, deadline) -> print(link, receipt, deadline));
    }

    @Override
    public CompletableFuture<Completion<Presented>> retract(Duration within) {
        return submit(within, this::retract);
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (link, deadline) -> {
            PrinterCondition condition = link.condition(presenter);
            List<String> fontPackages = fonts.missingPackages();
            if (!fontPackages.isEmpty()) {
                wireLog().note("fonts missing, install " + String.join(" ", fontPackages));
                return Completion.failed(FailureCode.NOT_READY, "fonts-missing");
            }
            if (!condition.ready()) {
                return Completion.failed(
                        FailureCode.HARDWARE_ERROR, condition.reasons().get(0));
            }
            String roll = condition.rollNearEnd() ? "near its end" : "present";
            String exit = presenter == Presenter.NONE ? "none" : condition.ticketOut() ? "holds a receipt" : "empty";
            return Completion.success("printer answers, cover closed, roll " + roll + ", cutter and head without error,"
                    + " presenter " + exit + ", fonts complete");
        });
    }

    @Override
    protected EscPosLink connect() throws IOException {
        EscPosLink link = new EscPosLink(port.open(), wireLog(), clock());
        askedWhatItIs = false;
        try {
            // Should this process have been killed while it printed, the rest is not to come out now.
            link.send(Command.CLEAR_BUFFERS);
            link.condition(presenter);
            link.send(Command.INITIALISE);
            link.send(Command.ENABLE_AUTO_STATUS);
            return link;
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        if (cause instanceof EscPosLink.Silent) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "no-answer");
        }
        if (cause instanceof EscPosLink.Unintelligible) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "garbage-on-line");
        }
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    @Override
    protected Duration poll(EscPosLink link) throws IOException {
        PrinterCondition condition = link.condition(presenter);
        if (!reachedBefore) {
            reachedBefore = true;
            // What lies in the mouth was printed to its end, before the driver started; whose it is, the caller may
            // know.
            remnant = !condition.ticketOut();
        }
        if (!condition.ready()) {
            removalsTried = 0;
        } else if (remnant && removalsTried < MOST_REMOVALS) {
            removalsTried++;
            removeRemnant(link);
            condition = link.condition(presenter);
        }
        report(condition);
        if (condition.ready() && !askedWhatItIs) {
            askedWhatItIs = true;
            askWhatItIs(link);
        }
        return media == MediaState.PRESENT ? PRESENTED_POLL : IDLE_POLL;
    }

    /** Not every model knows these questions: one that does not know the first is not asked the others. */
    private void askWhatItIs(EscPosLink link) throws IOException {
        Optional<String> model = link.information(MODEL);
        if (model.isPresent()) {
            fact("model", model.get());
            link.information(MAKER).ifPresent(maker -> fact("maker", maker));
            link.information(FIRMWARE).ifPresent(firmware -> fact("firmware", firmware));
        }
    }

    private void report(PrinterCondition condition) {
        if (presenter == Presenter.NONE) {
            media = MediaState.UNKNOWN;
        } else if (condition.jammed()) {
            media = MediaState.JAMMED;
        } else if (condition.ticketOut()) {
            media = MediaState.PRESENT;
        } else if (media != MediaState.RETRACTED) {
            media = MediaState.NOT_PRESENT;
        }
        publish(statusIn(condition));
    }

    private DeviceStatus statusIn(PrinterCondition condition) {
        if (condition.ready() && remnant) {
            return removalsTried < MOST_REMOVALS
                    ? new DeviceStatus(DeviceState.DEVICE_BUSY, condition.reasons(), media, condition.supplies())
                    : unfit(condition, DeviceState.HARDWARE_ERROR, "remnant-stuck");
        }
        if (condition.ready() && !fonts.missingPackages().isEmpty()) {
            return unfit(condition, DeviceState.OFFLINE, "fonts-missing");
        }
        return condition.status(media);
    }

    private DeviceStatus unfit(PrinterCondition condition, DeviceState state, String reason) {
        return new DeviceStatus(state, List.of(reason), media, condition.supplies());
    }

    private Completion<Presented> print(EscPosLink link, Receipt receipt, Deadline deadline) throws IOException {
        List<Command> job;
        try {
            job = PrintJob.of(ReceiptLayout.of(receipt, fonts));
        } catch (GlyphMissing e) {
            return Completion.failed(FailureCode.INVALID_DATA, "glyph-missing");
        } catch (TooLong e) {
            return Completion.failed(FailureCode.INVALID_DATA, "too-long");
        } catch (ReceiptFonts.FontsMissing e) {
            wireLog().note(String.valueOf(e.getMessage()));
            return Completion.failed(FailureCode.NOT_READY, "fonts-missing");
        }
        PrinterCondition before;
        try {
            before = link.condition(presenter);
        } catch (IOException e) {
            // Certainly nothing was printed, which a lost link while printing does not say; the next poll finds it
            // lost.
            return Completion.failed(
                    FailureCode.NOT_READY, unreachable(e).reasons().get(0));
        }
        if (!before.ready()) {
            report(before);
            return Completion.failed(FailureCode.NOT_READY, before.reasons().get(0));
        }
        if (remnant) {
            return Completion.failed(FailureCode.NOT_READY, "remnant-stuck");
        }
        // The next citizen must not be handed the last one's.
        if (before.ticketOut() && !drawnIn(link, deadline)) {
            return Completion.failed(FailureCode.NOT_READY, "not-retracted");
        }
        return printReady(link, job, before, deadline);
    }

    private Completion<Presented> printReady(
            EscPosLink link, List<Command> job, PrinterCondition before, Deadline deadline) throws IOException {
        media = presenter == Presenter.NONE ? MediaState.UNKNOWN : MediaState.ENTERING;
        publish(new DeviceStatus(DeviceState.DEVICE_BUSY, before.reasons(), media, before.supplies()));
        remnant = true;
        removalsTried = 0;
        String stopped = sendAll(link, job, deadline);
        if (stopped == null) {
            stopped = sendAll(link, cut(), deadline);
        }
        if (stopped != null) {
            link.send(Command.CLEAR_BUFFERS);
        }
        PrinterCondition after = link.condition(presenter);
        if (stopped == null && (after.cutterError() || after.broken() || after.jammed())) {
            // The fence behind the cut has been passed, but the cut itself went wrong.
            stopped = after.reasons().get(0);
        }
        remnant = stopped != null;
        if (stopped == null && presenter == Presenter.CUSTOM && !mediaBecomes(MediaState.PRESENT, link, deadline)) {
            stopped = "not-presented";
            remnant = true;
        }
        if (stopped != null || presenter == Presenter.NONE) {
            report(after);
        }
        return stopped == null ? Completion.success(new Presented(presenter == Presenter.CUSTOM)) : failed(stopped);
    }

    private List<Command> cut() {
        return presenter == Presenter.NONE
                ? List.of(Command.FEED_AND_CUT)
                : List.of(Command.TO_CUTTER, Command.FULL_CUT, Command.PRESENT);
    }

    private static <T> Completion<T> failed(String reason) {
        return Completion.failed(
                reason.equals("print-overdue") ? FailureCode.TIME_OUT : FailureCode.HARDWARE_ERROR, reason);
    }

    /** Sends the commands and waits until the printer has worked them off; null, or why it did not. */
    private @Nullable String sendAll(EscPosLink link, List<Command> commands, Deadline deadline) throws IOException {
        int fences = link.fencesPassed();
        for (Command command : commands) {
            link.send(command);
            link.sendFence();
            fences++;
            String stopped = awaitFence(link, fences - FENCES_AHEAD, deadline);
            if (stopped != null) {
                return stopped;
            }
        }
        return awaitFence(link, fences, deadline);
    }

    private @Nullable String awaitFence(EscPosLink link, int fence, Deadline deadline) throws IOException {
        Deadline patience = Deadline.after(BAND_PATIENCE, clock());
        Deadline expected = Deadline.after(BAND_EXPECTED, clock());
        while (link.fencesPassed() < fence || link.held()) {
            if (abandoned() || deadline.over() || patience.over()) {
                return "print-overdue";
            }
            link.listen(deadline.remaining(expected.remaining()));
            PrinterCondition news = link.news();
            if (expected.over() || (news != null && !news.ready())) {
                PrinterCondition condition = link.condition(presenter);
                if (condition.coolingDown()) {
                    patience = Deadline.after(BAND_PATIENCE, clock());
                } else if (!condition.ready()) {
                    return condition.reasons().get(0);
                }
                expected = Deadline.after(BAND_EXPECTED, clock());
            }
        }
        return null;
    }

    private Completion<Presented> retract(EscPosLink link, Deadline deadline) throws IOException {
        if (presenter == Presenter.NONE) {
            return Completion.failed(FailureCode.UNSUPPORTED, "no-presenter");
        }
        if (!link.condition(presenter).ticketOut()) {
            return Completion.failed(FailureCode.SEQUENCE_ERROR, "nothing-presented");
        }
        return drawnIn(link, deadline)
                ? Completion.success(new Presented(true))
                : Completion.failed(FailureCode.HARDWARE_ERROR, "not-retracted");
    }

    private boolean drawnIn(EscPosLink link, Deadline deadline) throws IOException {
        link.send(Command.RETRACT);
        return mediaBecomes(MediaState.RETRACTED, link, deadline);
    }

    /** Cuts off what is under the head and, with a presenter, draws it in. */
    private void removeRemnant(EscPosLink link) throws IOException {
        link.send(Command.CLEAR_BUFFERS);
        List<Command> removal = presenter == Presenter.NONE
                ? List.of(Command.FEED_AND_CUT)
                : List.of(Command.TO_CUTTER, Command.FULL_CUT, Command.RETRACT);
        if (sendAll(link, removal, Deadline.after(PRESENTER_MOVE, clock())) == null) {
            remnant = false;
        }
    }

    /**
     * Waits until the sensor in the presenter's mouth sees paper, or sees none any more, and reports it: who hears that a command
     * has ended may look at the status at once.
     */
    private boolean mediaBecomes(MediaState expected, EscPosLink link, Deadline deadline) throws IOException {
        Deadline move = Deadline.after(deadline.remaining(PRESENTER_MOVE), clock());
        while (true) {
            PrinterCondition condition = link.condition(presenter);
            if (condition.ticketOut() == (expected == MediaState.PRESENT)) {
                media = expected;
                report(condition);
                return true;
            }
            if (move.over()) {
                return false;
            }
            link.listen(SENSOR_POLL);
        }
    }
}
