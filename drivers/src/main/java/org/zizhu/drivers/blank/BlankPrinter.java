package org.zizhu.drivers.blank;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.document.PrintEnd;

/**
 * Prints certificates on numbered blanks (证照打印一体机), one at a time. A blank is fed from the magazine to the reader, which
 * reads the number that is printed on it; then it is printed, or goes into the bin; printed, it is presented at the outlet, and
 * taken or retracted into the bin.
 *
 * <p>Its status carries the magazine's level as {@code BLANKS} and the toner, and as medium the blank on its way: {@code ENTERING}
 * inside, {@code PRESENT} at the outlet, {@code NOT_PRESENT} when the way is free. Reasons: "blanks-empty" and "bin-full" (no stop
 * for a blank that is on its way), "blank-jammed", "cover-open", those of the printer (RFC 8011 §5.4.12), and those of
 * the links.
 *
 * <p>A move that failed as {@code HARDWARE_ERROR}, {@code TIME_OUT} or {@code CANCELLED} may have moved the blank: {@link #place} asks the
 * sensors. One that failed otherwise has moved nothing.
 */
public interface BlankPrinter extends Device {

    /** What it is about, and what became of the last blank. */
    enum State {
        IDLE,
        FEEDING,
        /** A blank lies at the reader. */
        FED,
        PRINTING,
        /** The printed blank lies at the open outlet. */
        PRESENTING,
        TAKEN,
        RETRACTED,
        JAM
    }

    /** Where the blank on its way is, as the sensors say. */
    enum Place {
        NONE,
        READER,
        /** In the printer's slot, not drawn in. */
        PRINTER,
        OUTLET
    }

    /** What lies at the reader after a feed. */
    sealed interface Fed {
        /** One blank, of that number. */
        record Ready(String number) implements Fed {}

        /** One blank whose number can't be read: torn, stained, turned over. */
        record Unreadable() implements Fed {}

        /** More than one: the sensor for thickness says so, or two numbers were seen. Those that were seen. */
        record Several(List<String> numbers) implements Fed {
            public Several {
                numbers = List.copyOf(numbers);
            }
        }
    }

    State state();

    /** Where the blank is now. */
    CompletableFuture<Completion<Place>> place(Duration within);

    /**
     * Takes a blank from the magazine to the reader, and reads its number. {@code SEQUENCE_ERROR} "blank-on-the-way" while there is
     * one; {@code NOT_READY} "blanks-empty", "bin-full" or a reason of a part that does not work; {@code HARDWARE_ERROR} "blank-jammed".
     */
    CompletableFuture<Completion<Fed>> feed(Duration within);

    /** Reads the number of the blank that lies at the reader once more; {@code SEQUENCE_ERROR} "no-blank" where there is none. */
    CompletableFuture<Completion<Fed>> read(Duration within);

    /**
     * Prints one page on the blank at the reader, and brings it to the outlet, which stays shut. Completes with what became of the job,
     * also when that is bad, a jam on the way included; fails only when nothing was begun ({@code NOT_READY}, {@code SEQUENCE_ERROR}).
     *
     * @param job the caller's own identity of the job, by which it is found again
     */
    CompletableFuture<Completion<PrintEnd>> print(UUID job, byte[] pdf, Duration within);

    /** Opens the outlet, so that the blank in it can be taken; that it was taken shows as medium, and shuts the outlet. */
    CompletableFuture<Completion<Place>> present(Duration within);

    /** Takes the blank on its way into the bin, from wherever it is. {@code SEQUENCE_ERROR} "no-blank" where there is none. */
    CompletableFuture<Completion<Place>> retract(Duration within);

    /**
     * Asks what became of a job that was sent, or was about to be sent, in an earlier life. Never prints.
     *
     * @param intendedAt wall time of the intent: a printer that has restarted since can't know
     */
    CompletableFuture<Completion<PrintEnd>> whatBecameOf(UUID job, Instant intendedAt, Duration within);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.BLANK_PRINTER;
    }
}
