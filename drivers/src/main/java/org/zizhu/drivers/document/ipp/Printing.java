package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;
import org.zizhu.drivers.document.ipp.IppDialogue.Submission;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;

/** One document on its way to paper, from the first look at the printer to the end of the job. */
final class Printing {

    /** A certificate of some megabytes over a slow link, into a printer that spools while it warms up. */
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(30);

    private static final String A4 = "iso_a4_210x297mm";
    private static final String PDF = "application/pdf";

    private final IppDialogue dialogue;
    private final PrinterCapabilities capabilities;
    private final Optional<InputTray> tray;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final JobFollower.Client client;
    private final PrintRequest request;
    private final Deadline deadline;

    Printing(
            IppDialogue dialogue,
            PrinterCapabilities capabilities,
            Optional<InputTray> tray,
            MonotonicClock clock,
            InstantSource wall,
            JobFollower.Client client,
            PrintRequest request,
            Deadline deadline) {
        this.dialogue = dialogue;
        this.capabilities = capabilities;
        this.tray = tray;
        this.clock = clock;
        this.wall = wall;
        this.client = client;
        this.request = request;
        this.deadline = deadline;
    }

    /**
     * Fails only where the printer certainly has not got the document.
     *
     * @param createsJobs whether the printer knows Create-Job and Send-Document
     * @throws InterruptedIOException when the driver is being closed
     */
    Completion<PrintEnd> run(boolean createsJobs) throws InterruptedIOException {
        if (!capabilities.formats().isEmpty() && !capabilities.formats().contains(PDF)) {
            return Completion.failed(FailureCode.UNSUPPORTED, "document-format-not-supported");
        }
        PrinterReport before;
        try {
            before = dialogue.printer(deadline.remaining(JobFollower.ANSWER));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return notDelivered(e);
        }
        client.heard(before);
        Optional<String> obstacle = StateReasons.stopping(before);
        if (obstacle.isPresent()) {
            return Completion.failed(FailureCode.NOT_READY, obstacle.get());
        }
        PrinterLife life = new PrinterLife(before, clock);
        return createsJobs ? createThenSend(life) : sendAtOnce(life);
    }

    /** A job without a document prints nothing: what goes wrong before the document is sent can't have cost paper. */
    private Completion<PrintEnd> createThenSend(PrinterLife life) throws InterruptedIOException {
        Submission created;
        try {
            created = dialogue.createJob(request, template(), deadline.remaining(JobFollower.ANSWER));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            forgetJob();
            return notDelivered(e);
        }
        if (created instanceof Submission.Refused refused) {
            return Completion.failed(FailureCode.NOT_READY, refused.reason());
        }
        JobReport job = ((Submission.Accepted) created).job();
        try {
            Submission sent = dialogue.sendDocument(job.id(), request.pdf(), deadline.remaining(LONGEST_SENDING));
            return sent instanceof Submission.Refused refused
                    ? follow(job, Optional.of(refused.reason()), life)
                    : follow(job, Optional.empty(), life);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            dialogue.note("send-document: " + e.getMessage());
            return follow(job, Optional.of("document-not-delivered"), life);
        }
    }

    /** Should the job have been made although its answer was lost, it must not block the printer while it waits. */
    private void forgetJob() throws InterruptedIOException {
        try {
            dialogue.cancelByName(IppDialogue.jobName(request.job()), deadline.remaining(JobFollower.ANSWER));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // The printer gives up waiting for the document by itself (multiple-operation-time-out, RFC 8011 §5.4.31).
            dialogue.note("cancel-job: " + e.getMessage());
        }
    }

    private Completion<PrintEnd> sendAtOnce(PrinterLife life) throws InterruptedIOException {
        Instant intendedAt = wall.instant();
        try {
            Submission sent = dialogue.printJob(request, template(), deadline.remaining(LONGEST_SENDING));
            return sent instanceof Submission.Refused refused
                    ? Completion.failed(FailureCode.NOT_READY, refused.reason())
                    : follow(((Submission.Accepted) sent).job(), Optional.empty(), life);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return notDelivered(e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            dialogue.note("print-job: " + e.getMessage());
            return Completion.success(ask(intendedAt));
        }
    }

    /** Whether the job is there after all; until the deadline, for the printer may just be away for a moment. */
    private PrintEnd ask(Instant intendedAt) throws InterruptedIOException {
        Inquiry inquiry = new Inquiry(dialogue, clock, wall, client, deadline);
        while (true) {
            try {
                return inquiry.whatBecameOf(request.job(), request.pages(), intendedAt);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                client.lost(e);
            }
            if (deadline.over()) {
                return new PrintEnd.Unknown(0, request.pages(), "contact-lost");
            }
            JobFollower.pause();
        }
    }

    private Completion<PrintEnd> follow(JobReport job, Optional<String> doubt, PrinterLife life)
            throws InterruptedIOException {
        // The answers to Create-Job and Print-Job need not carry the name; we know what we gave it.
        JobReport named = job.named(IppDialogue.jobName(request.job()));
        return Completion.success(
                new JobFollower(dialogue, clock, deadline, client, named, request.pages(), doubt, life).follow());
    }

    private Completion<PrintEnd> notDelivered(IOException cause) {
        client.lost(cause);
        return Completion.failed(FailureCode.NOT_READY, "link-lost");
    }

    private List<Attribute<?>> template() {
        List<Attribute<?>> template = new ArrayList<>();
        if (tray.isPresent()) {
            // Instead of "media", never beside it (PWG 5100.7 §6.3).
            template.add(tray.get().mediaCol());
        } else if (capabilities.media().contains(A4)) {
            template.add(Types.media.of(A4));
        }
        if (capabilities.duplex()) {
            template.add(Types.sides.of(request.duplex() ? "two-sided-long-edge" : "one-sided"));
        }
        return template;
    }
}
