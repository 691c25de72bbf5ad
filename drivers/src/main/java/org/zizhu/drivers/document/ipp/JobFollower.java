package org.zizhu.drivers.document.ipp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
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

    /** Whoever wants to know. */
    interface Client {
        void heard(PrinterReport report);

        void lost(IOException cause);

        void pagesCompleted(int pages);

        /** Whether nobody waits for the end any more. */
        boolean abandoned();
    }

    private final IppDialogue dialogue;
    private final MonotonicClock clock;
    private final Deadline deadline;
    private final Duration toCancel;
    private final Client client;
    private final JobReport job;
    private final int expected;
    private final Optional<String> doubt;
    private final PrinterLife life;
    private int seen;
    private long lastPageNanos;
    private boolean inContact = true;
    private @Nullable String cancelledFor;
    private @Nullable Deadline settled;

    /**
     * @param job as the printer told it when it was sent or found
     * @param expected its pages
     * @param doubt why the printer may not have got the whole document: then a job that waits is cancelled rather than
     *     waited for
     * @param life the printer's life in which the job was sent or found
     */
    JobFollower(
            IppDialogue dialogue,
            MonotonicClock clock,
            Deadline deadline,
            Client client,
            JobReport job,
            int expected,
            Optional<String> doubt,
            PrinterLife life) {
        this.dialogue = dialogue;
        this.clock = clock;
        this.deadline = deadline;
        Duration quarter = deadline.remaining().dividedBy(4);
        this.toCancel = quarter.compareTo(TO_CANCEL) < 0 ? quarter : TO_CANCEL;
        this.client = client;
        this.job = job;
        this.expected = expected;
        this.doubt = doubt;
        this.life = life;
        this.lastPageNanos = clock.nanos();
    }

    /**
     * Once.
     *
     * @throws InterruptedIOException when the driver is being closed
     */
    PrintEnd follow() throws InterruptedIOException {
        while (true) {
            try {
                Optional<PrintEnd> end = look();
                if (end.isPresent()) {
                    return end.get();
                }
                inContact = true;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                inContact = false;
                client.lost(e);
            }
            if (deadline.over()) {
                return new PrintEnd.Unknown(seen, expected, inContact ? "cancel-not-confirmed" : "contact-lost");
            }
            pause();
        }
    }

    private Optional<PrintEnd> look() throws IOException {
        // The job first: who hears of its end finds the status not older than that.
        Optional<JobReport> now = dialogue.job(job.id(), deadline.remaining(ANSWER));
        PrinterReport printer = dialogue.printer(deadline.remaining(ANSWER));
        client.heard(printer);
        boolean restarted = life.endedBefore(printer);
        if (now.isEmpty() || !sameJob(now.get()) || (restarted && !now.get().ended())) {
            // A printer with a disk may take its jobs up again after a restart, under another id.
            dialogue.cancelByName(job.name(), deadline.remaining(ANSWER));
            boolean forgotten = now.isEmpty() && !restarted;
            return Optional.of(new PrintEnd.Unknown(seen, expected, forgotten ? "job-forgotten" : "printer-restarted"));
        }
        count(now.get());
        if (now.get().ended()) {
            return hasSettled(printer) ? Optional.of(end(now.get(), expected, cancelledFor)) : Optional.empty();
        }
        cancelIfNeeded(printer, now.get());
        return Optional.empty();
    }

    private void count(JobReport now) {
        int pages = now.pagesOf(expected).orElse(0);
        if (pages > seen) {
            seen = pages;
            lastPageNanos = clock.nanos();
            client.pagesCompleted(Math.min(seen, expected));
        }
    }

    /** Whether the count of pages can't rise any more. */
    private boolean hasSettled(PrinterReport printer) {
        settled = settled == null ? Deadline.after(TO_SETTLE, clock) : settled;
        return seen == expected || printer.state() != PrinterReport.State.PROCESSING || settled.over();
    }

    private void cancelIfNeeded(PrinterReport printer, JobReport now) throws IOException {
        if (cancelledFor == null) {
            cancelledFor = whyCancel(printer, now);
            if (cancelledFor == null) {
                return;
            }
            dialogue.note("cancelling job " + job.id() + ": " + cancelledFor);
        }
        // On each round anew: the last request may have been lost, and asking twice is harmless.
        dialogue.cancel(job.id(), deadline.remaining(ANSWER));
    }

    private @Nullable String whyCancel(PrinterReport printer, JobReport now) {
        if (client.abandoned()) {
            return "cancelled";
        }
        Duration sinceLastPage = Duration.ofNanos(clock.nanos() - lastPageNanos);
        boolean stopped = printer.state() == PrinterReport.State.STOPPED || now.state() == JobReport.State.STOPPED;
        boolean stalled = sinceLastPage.compareTo(STALLED) > 0;
        boolean overdue = stalled && (seen > 0 || sinceLastPage.compareTo(TO_WARM_UP) > 0);
        Optional<String> obstacle = StateReasons.stopping(printer);
        Optional<String> suspect = StateReasons.suspect(printer);
        if (obstacle.isPresent() && (stopped || stalled)) {
            return obstacle.get();
        } else if (suspect.isPresent() && overdue) {
            return suspect.get();
        } else if (stopped && stalled) {
            return now.reasons().isEmpty() ? "job-stopped" : now.reasons().get(0);
        }
        if (doubt.isPresent() && now.state() == JobReport.State.PENDING) {
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

    private boolean sameJob(JobReport now) {
        boolean sameUuid =
                job.uuid().isEmpty() || now.uuid().isEmpty() || job.uuid().equals(now.uuid());
        boolean sameName =
                job.name().isEmpty() || now.name().isEmpty() || job.name().equals(now.name());
        return sameUuid && sameName;
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
