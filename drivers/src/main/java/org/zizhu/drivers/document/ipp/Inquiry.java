package org.zizhu.drivers.document.ipp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/** Asks what became of a job of which only the name is known. Never prints. */
final class Inquiry {

    /** Printers keep ended jobs for at least this long by default (PWG 5100.7, job-history-interval-configured). */
    private static final Duration HISTORY_KEPT = Duration.ofMinutes(1);

    /** What two clocks in whole seconds may differ by when a printer's start is compared with wall time. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    private final IppDialogue dialogue;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final JobFollower.Client client;
    private final Deadline deadline;

    Inquiry(
            IppDialogue dialogue,
            MonotonicClock clock,
            InstantSource wall,
            JobFollower.Client client,
            Deadline deadline) {
        this.dialogue = dialogue;
        this.clock = clock;
        this.wall = wall;
        this.client = client;
        this.deadline = deadline;
    }

    /**
     * A job that is found is followed to its end, or cancelled if it is stuck.
     *
     * @param intendedAt wall time before which the job can't have been sent
     * @throws IOException when the printer could not be asked
     */
    PrintEnd whatBecameOf(UUID job, int pages, Instant intendedAt) throws IOException {
        PrinterReport printer = dialogue.printer(deadline.remaining(JobFollower.ANSWER));
        // The wall time that its up time belongs to: the questions after it may take seconds, and would make it look
        // younger.
        Instant toldAt = wall.instant();
        PrinterLife life = new PrinterLife(printer, clock);
        // First those under way, then those that have ended: a job that ends in between is seen in the second.
        Optional<List<JobReport>> open = dialogue.jobs("not-completed", deadline.remaining(JobFollower.ANSWER));
        Optional<List<JobReport>> ended = dialogue.jobs("completed", deadline.remaining(JobFollower.ANSWER));
        List<JobReport> known = new ArrayList<>(ended.orElseGet(List::of));
        known.addAll(open.orElseGet(List::of));
        String name = IppDialogue.jobName(job);
        Optional<JobReport> found =
                known.stream().filter(other -> other.name().equals(name)).findFirst();
        if (found.isPresent()) {
            Optional<String> doubt = Optional.of("document-not-delivered");
            return new JobFollower(dialogue, clock, deadline, client, found.get(), pages, doubt, life).follow();
        }
        boolean tellsHistory = open.isPresent() && ended.isPresent();
        if (printer.upTime().isEmpty() || !tellsHistory) {
            return new PrintEnd.Unknown(0, pages, "printer-tells-no-history");
        }
        return absent(pages, intendedAt, toldAt, printer.upTime().get(), known);
    }

    /**
     * What it means that the printer does not know the job.
     *
     * @param now when it told its up time
     */
    private PrintEnd absent(int pages, Instant intendedAt, Instant now, Duration upTime, List<JobReport> known) {
        Instant startedAt = now.minus(upTime);
        if (intendedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            return new PrintEnd.Unknown(0, pages, "clock-set-back");
        } else if (startedAt.isAfter(intendedAt.minus(CLOCK_TOLERANCE))) {
            return new PrintEnd.Unknown(0, pages, "printer-restarted");
        }
        boolean remembersOlder = known.stream()
                .flatMapToInt(other -> other.createdAtUpSeconds().stream())
                .anyMatch(seconds -> startedAt.plusSeconds(seconds).isBefore(intendedAt));
        boolean tooFreshToForget = intendedAt.isAfter(now.minus(HISTORY_KEPT));
        return remembersOlder || tooFreshToForget
                ? new PrintEnd.NotPrinted("never-arrived")
                : new PrintEnd.Unknown(0, pages, "job-history-too-short");
    }
}
