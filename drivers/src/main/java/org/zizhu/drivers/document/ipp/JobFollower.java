package org.zizhu.drivers.document.ipp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.document.DocumentPrinter.Progress;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * Follows one job to its end, and makes sure that it has one: what the printer has stopped for, what the caller gave up
 * and what lasts too long is cancelled there, so that no page comes later by itself.
 */
final class JobFollower {

    /** Often enough to show each page of a 40 ppm printer as it falls. */
    private static final Duration PACE = Duration.ofMillis(250);

    /** Answers come in milliseconds; a printer that is busy rendering may take a second. */
    static final Duration ANSWER = Duration.ofSeconds(3);

    /** Kept of the deadline for cancelling, or a quarter of it if it is short. */
    private static final Duration TO_CANCEL = Duration.ofSeconds(5);

    /**
     * Some printers give a reason and never say "stopped": they are taken as stopped when no page came for three times as
     * long as the slowest of them takes from page to page.
     */
    private static final Duration STALLED = Duration.ofSeconds(4);

    /** A printer asleep warms up before its first page; a mere warning is no reason to give up sooner. */
    private static final Duration TO_WARM_UP = Duration.ofSeconds(25);

    /** After the end of a job paper may still move, and the count may still rise. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(2);

    /** What the follower tells while it works. */
    interface Witness {
        void heard(PrinterReport report);

        void lost(IOException cause);
    }

    private final IppDialogue dialogue;
    private final MonotonicClock clock;
    private final Deadline deadline;
    private final Duration toCancel;
    private final BooleanSupplier abandoned;
    private final Witness witness;

    JobFollower(
            IppDialogue dialogue, MonotonicClock clock, Deadline deadline, BooleanSupplier abandoned, Witness witness) {
        this.dialogue = dialogue;
        this.clock = clock;
        this.deadline = deadline;
        this.toCancel = deadline.remaining().dividedBy(4).compareTo(TO_CANCEL) < 0
                ? deadline.remaining().dividedBy(4)
                : TO_CANCEL;
        this.abandoned = abandoned;
        this.witness = witness;
    }

    /**
     * @param doubt why the printer may not have got the whole document: then a job that waits is cancelled rather than
     *     waited for
     * @throws InterruptedIOException when the driver is being closed
     */
    PrintEnd follow(
            JobReport job, int expected, Optional<String> doubt, PrinterLife life, Consumer<? super Progress> progress)
            throws InterruptedIOException {
        int seen = 0;
        long lastPageNanos = clock.nanos();
        @Nullable String cancelledFor = null;
        @Nullable Deadline settled = null;
        boolean inContact = true;
        while (true) {
            try {
                // The job first: who hears of its end finds the status not older than that.
                Optional<JobReport> now = dialogue.job(job.id(), patience());
                PrinterReport printer = dialogue.printer(patience());
                inContact = true;
                witness.heard(printer);
                boolean restarted = life.endedBefore(printer);
                boolean same = now.isPresent() && sameJob(job, now.get());
                if (!same || (restarted && !now.get().ended())) {
                    cancelIfResumed(job);
                    boolean forgotten = now.isEmpty() && !restarted;
                    return new PrintEnd.Unknown(seen, expected, forgotten ? "job-forgotten" : "printer-restarted");
                }
                OptionalInt pages = now.get().pagesOf(expected);
                if (pages.orElse(0) > seen) {
                    seen = pages.getAsInt();
                    lastPageNanos = clock.nanos();
                    progress.accept(new Progress(Math.min(seen, expected), expected));
                }
                if (now.get().ended()) {
                    settled = settled == null ? Deadline.after(TO_SETTLE, clock) : settled;
                    boolean still = printer.state() != PrinterReport.State.PROCESSING || settled.over();
                    if (pages.orElse(0) == expected || still) {
                        return end(now.get(), expected, cancelledFor);
                    }
                } else if (cancelledFor == null) {
                    Duration sincePage = Duration.ofNanos(clock.nanos() - lastPageNanos);
                    cancelledFor = whyCancel(printer, now.get(), doubt, sincePage, seen > 0);
                    if (cancelledFor != null) {
                        dialogue.note("cancelling job " + job.id() + ": " + cancelledFor);
                    }
                }
                if (cancelledFor != null && !now.get().ended()) {
                    // Asked for again on each round: the first request may have been lost, and asking twice is
                    // harmless.
                    dialogue.cancel(job.id(), patience());
                }
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                inContact = false;
                witness.lost(e);
            }
            if (deadline.over()) {
                return new PrintEnd.Unknown(seen, expected, inContact ? "cancel-not-confirmed" : "contact-lost");
            }
            pause();
        }
    }

    private @Nullable String whyCancel(
            PrinterReport printer, JobReport job, Optional<String> doubt, Duration sinceLastPage, boolean pagesCame) {
        if (abandoned.getAsBoolean()) {
            return "cancelled";
        }
        boolean stopped = printer.state() == PrinterReport.State.STOPPED || job.state() == JobReport.State.STOPPED;
        boolean stalled = sinceLastPage.compareTo(STALLED) > 0;
        boolean overdue = stalled && (pagesCame || sinceLastPage.compareTo(TO_WARM_UP) > 0);
        Optional<String> obstacle = StateReasons.stopping(printer);
        Optional<String> suspect = StateReasons.suspect(printer);
        if (obstacle.isPresent() && (stopped || stalled)) {
            return obstacle.get();
        } else if (suspect.isPresent() && overdue) {
            return suspect.get();
        } else if (stopped && stalled) {
            return job.reasons().isEmpty() ? "job-stopped" : job.reasons().get(0);
        }
        if (doubt.isPresent() && job.state() == JobReport.State.PENDING) {
            return doubt.get();
        }
        return deadline.remaining().compareTo(toCancel) <= 0 ? "time-out" : null;
    }

    /** What an ended job means, by its count of pages first and by its state second. */
    static PrintEnd end(JobReport job, int expected, @Nullable String cancelledFor) {
        OptionalInt pages = job.pagesOf(expected);
        String reason = cancelledFor != null ? cancelledFor : reason(job);
        if (pages.isEmpty()) {
            return new PrintEnd.Unknown(
                    0, expected, job.state() == JobReport.State.COMPLETED ? "no-page-count" : reason);
        }
        int came = pages.getAsInt();
        // A cancellation may come too late to keep any page back; an aborted job's count is not to be trusted.
        if (came == expected && job.state() != JobReport.State.ABORTED) {
            return new PrintEnd.Printed(expected);
        }
        return came == 0 ? new PrintEnd.NotPrinted(reason) : new PrintEnd.Partly(came, expected, reason);
    }

    private static String reason(JobReport job) {
        String ownWords =
                switch (job.state()) {
                    case COMPLETED -> "completed-with-wrong-page-count";
                    case CANCELED -> "job-canceled";
                    default -> "aborted-by-system";
                };
        return job.reasons().stream()
                .filter(said -> !"job-completed-successfully".equals(said))
                .findFirst()
                .orElse(ownWords);
    }

    private static boolean sameJob(JobReport known, JobReport now) {
        boolean sameUuid =
                known.uuid().isEmpty() || now.uuid().isEmpty() || known.uuid().equals(now.uuid());
        boolean sameName =
                known.name().isEmpty() || now.name().isEmpty() || known.name().equals(now.name());
        return sameUuid && sameName;
    }

    /** A printer with a disk may take its jobs up again after a restart, under another id. */
    private void cancelIfResumed(JobReport job) throws IOException {
        for (JobReport other : dialogue.jobs("not-completed", patience()).orElseGet(List::of)) {
            if (!job.name().isEmpty() && other.name().equals(job.name())) {
                dialogue.cancel(other.id(), patience());
            }
        }
    }

    private Duration patience() {
        Duration left = deadline.remaining(ANSWER);
        return left.compareTo(PACE) < 0 ? PACE : left;
    }

    static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
