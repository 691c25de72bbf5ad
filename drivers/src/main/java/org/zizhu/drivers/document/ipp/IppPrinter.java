package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.document.DocumentPrinter;
import org.zizhu.drivers.document.PrintEnd;
import org.zizhu.drivers.document.PrinterCapabilities;
import org.zizhu.drivers.document.ipp.IppDialogue.Submission;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.wire.WireLog;

/**
 * A document printer that speaks IPP over HTTP (RFC 8010, RFC 8011, PWG 5100.12), asked directly and not through a
 * spooler, whose own numbers say nothing about paper.
 *
 * <p>A cancelled {@code print} is answered as cancelled at once; the driver then cancels the job on the printer, and
 * {@link #whatBecameOf} tells what came out.
 */
public final class IppPrinter extends DeviceLoop<IppDialogue> implements DocumentPrinter {

    /** Two or three looks between a sheet taken and the citizen turning away. */
    private static final Duration IDLE = Duration.ofMillis(1500);

    /** While the sheets are being watched, or somebody is putting the printer right. */
    private static final Duration WATCHFUL = Duration.ofMillis(500);

    /** A certificate of some megabytes over a slow link, into a printer that spools while it warms up. */
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(30);

    /** Printers keep ended jobs for at least this long by default (PWG 5100.7, job-history-interval-configured). */
    private static final Duration HISTORY_KEPT = Duration.ofMinutes(1);

    /** What two clocks in whole seconds may differ by when a printer's start is compared with wall time. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    private static final String A4 = "iso_a4_210x297mm";
    private static final String PDF = "application/pdf";

    private final URI printer;
    private final InstantSource wall;
    private final IppLink link;
    private volatile PrinterCapabilities capabilities = PrinterCapabilities.NOT_KNOWN;
    private volatile boolean createsJobs;

    /**
     * @param printer {@code ipp://host:port/path} or ipps; http and https are understood as the same
     * @param wall wall time, for the wire log and to compare intents with the printer's start
     */
    public IppPrinter(String name, URI printer, InstantSource wall, MonotonicClock clock) {
        super(name, clock, new WireLog(wall));
        this.printer = URI.create(printer.toString().replaceFirst("^http", "ipp"));
        this.wall = wall;
        this.link = new IppLink(this.printer);
    }

    @Override
    public PrinterCapabilities capabilities() {
        return capabilities;
    }

    @Override
    protected IppDialogue connect() throws IOException {
        IppDialogue dialogue = new IppDialogue(link, printer, wireLog());
        AttributeGroup said = dialogue.description(JobFollower.ANSWER);
        List<Operation> operations = said.getValues(Types.operationsSupported);
        createsJobs = operations.contains(Operation.createJob) && operations.contains(Operation.sendDocument);
        String model = said.getString(Types.printerMakeAndModel);
        capabilities = new PrinterCapabilities(
                model == null ? "" : model,
                said.getStrings(Types.documentFormatSupported),
                said.getStrings(Types.mediaSupported),
                said.getStrings(Types.sidesSupported).contains("two-sided-long-edge"),
                StateReasons.outputTray(PrinterReport.of(said)) != MediaState.UNKNOWN);
        return dialogue;
    }

    @Override
    protected Duration poll(IppDialogue dialogue) throws IOException {
        DeviceStatus status = StateReasons.status(dialogue.printer(JobFollower.ANSWER));
        publish(status);
        boolean watched = !status.usable() || status.media() == MediaState.PRESENT;
        return watched ? WATCHFUL : IDLE;
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        if (cause.getCause() instanceof UnresolvedAddressException) {
            return DeviceStatus.without(DeviceState.NO_DEVICE, "no-such-address");
        } else if (cause instanceof ProtocolException) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "garbled-answer");
        } else if (cause instanceof HttpTimeoutException) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "no-answer");
        }
        return DeviceStatus.without(DeviceState.POWER_OFF, "link-lost");
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (dialogue, deadline) -> {
            DeviceStatus status = StateReasons.status(dialogue.printer(deadline.remaining(JobFollower.ANSWER)));
            Submission validated = dialogue.validateJob(deadline.remaining(JobFollower.ANSWER));
            if (validated instanceof Submission.Refused refused) {
                return Completion.failed(FailureCode.NOT_READY, refused.reason());
            }
            return Completion.success("%s: %s %s, paper %s, toner %s, output tray %s, %s"
                    .formatted(
                            capabilities.model(),
                            status.state(),
                            status.reasons(),
                            status.level(Supply.PAPER),
                            status.level(Supply.TONER),
                            status.media(),
                            capabilities.duplex() ? "duplex" : "one side only"));
        });
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> print(
            PrintRequest request, Consumer<? super Progress> progress, Duration within) {
        return submit(within, (dialogue, deadline) -> printOn(dialogue, request, progress, deadline));
    }

    private Completion<PrintEnd> printOn(
            IppDialogue dialogue, PrintRequest request, Consumer<? super Progress> progress, Deadline deadline)
            throws IOException {
        if (!capabilities.formats().isEmpty() && !capabilities.formats().contains(PDF)) {
            return Completion.failed(FailureCode.UNSUPPORTED, "document-format-not-supported");
        }
        PrinterReport before;
        try {
            before = dialogue.printer(deadline.remaining(JobFollower.ANSWER));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            publish(unreachable(e));
            return Completion.failed(FailureCode.NOT_READY, "link-lost");
        }
        Optional<String> obstacle = StateReasons.stopping(before);
        if (obstacle.isPresent()) {
            publish(StateReasons.status(before));
            return Completion.failed(FailureCode.NOT_READY, obstacle.get());
        }
        PrinterLife life = new PrinterLife(before, clock());
        return createsJobs
                ? createThenSend(dialogue, request, life, progress, deadline)
                : sendAtOnce(dialogue, request, life, progress, deadline);
    }

    /** A job without a document prints nothing: what goes wrong before the document is sent can't have cost paper. */
    private Completion<PrintEnd> createThenSend(
            IppDialogue dialogue,
            PrintRequest request,
            PrinterLife life,
            Consumer<? super Progress> progress,
            Deadline deadline)
            throws IOException {
        Submission created;
        try {
            created = dialogue.createJob(request, template(request), deadline.remaining(JobFollower.ANSWER));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            publish(unreachable(e));
            return Completion.failed(FailureCode.NOT_READY, "link-lost");
        }
        if (created instanceof Submission.Refused refused) {
            return Completion.failed(FailureCode.NOT_READY, refused.reason());
        }
        JobReport job = known(((Submission.Accepted) created).job(), request);
        Optional<String> doubt = Optional.empty();
        try {
            Submission sent = dialogue.sendDocument(job.id(), request.pdf(), deadline.remaining(LONGEST_SENDING));
            if (sent instanceof Submission.Refused refused) {
                doubt = Optional.of(refused.reason());
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            dialogue.note("send-document: " + e.getMessage());
            doubt = Optional.of("document-not-delivered");
        }
        return Completion.success(follower(dialogue, deadline).follow(job, request.pages(), doubt, life, progress));
    }

    private Completion<PrintEnd> sendAtOnce(
            IppDialogue dialogue,
            PrintRequest request,
            PrinterLife life,
            Consumer<? super Progress> progress,
            Deadline deadline)
            throws IOException {
        Instant intendedAt = wall.instant();
        try {
            Submission sent = dialogue.printJob(request, template(request), deadline.remaining(LONGEST_SENDING));
            if (sent instanceof Submission.Refused refused) {
                return Completion.failed(FailureCode.NOT_READY, refused.reason());
            }
            JobReport job = known(((Submission.Accepted) sent).job(), request);
            return Completion.success(
                    follower(dialogue, deadline).follow(job, request.pages(), Optional.empty(), life, progress));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            publish(unreachable(e));
            return Completion.failed(FailureCode.NOT_READY, "link-lost");
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            dialogue.note("print-job: " + e.getMessage());
            return Completion.success(find(dialogue, request.job(), request.pages(), intendedAt, progress, deadline));
        }
    }

    /** Until the deadline, for the printer may just be away for a moment. */
    private PrintEnd find(
            IppDialogue dialogue,
            UUID job,
            int pages,
            Instant intendedAt,
            Consumer<? super Progress> progress,
            Deadline deadline)
            throws InterruptedIOException {
        while (true) {
            try {
                return lookUp(dialogue, job, pages, intendedAt, progress, deadline);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                publish(unreachable(e));
                if (deadline.over()) {
                    return new PrintEnd.Unknown(0, pages, "contact-lost");
                }
                JobFollower.pause();
            }
        }
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(
            UUID job, int pages, Instant intendedAt, Duration within) {
        return submit(
                within,
                (dialogue, deadline) ->
                        Completion.success(lookUp(dialogue, job, pages, intendedAt, ignored -> {}, deadline)));
    }

    private PrintEnd lookUp(
            IppDialogue dialogue,
            UUID job,
            int pages,
            Instant intendedAt,
            Consumer<? super Progress> progress,
            Deadline deadline)
            throws IOException {
        String name = IppDialogue.JOB_NAME_PREFIX + job;
        PrinterReport report = dialogue.printer(deadline.remaining(JobFollower.ANSWER));
        // First those under way, then those that have ended: a job that ends in between is seen in the second.
        Optional<List<JobReport>> open = dialogue.jobs("not-completed", deadline.remaining(JobFollower.ANSWER));
        Optional<List<JobReport>> ended = dialogue.jobs("completed", deadline.remaining(JobFollower.ANSWER));
        List<JobReport> all = new ArrayList<>(ended.orElseGet(List::of));
        all.addAll(open.orElseGet(List::of));
        Optional<JobReport> found =
                all.stream().filter(other -> other.name().equals(name)).findFirst();
        if (found.isPresent()) {
            PrinterLife life = new PrinterLife(report, clock());
            Optional<String> doubt = Optional.of("document-not-delivered");
            return follower(dialogue, deadline).follow(found.get(), pages, doubt, life, progress);
        }
        if (report.upTime().isEmpty() || open.isEmpty() || ended.isEmpty()) {
            return new PrintEnd.Unknown(0, pages, "printer-tells-no-history");
        }
        Instant now = wall.instant();
        Instant startedAt = now.minus(report.upTime().get());
        if (startedAt.isAfter(intendedAt.minus(CLOCK_TOLERANCE))) {
            return new PrintEnd.Unknown(0, pages, "printer-restarted");
        }
        boolean historyReachesBack = intendedAt.isAfter(now.minus(HISTORY_KEPT))
                || ended.get().stream()
                        .flatMapToInt(other -> other.createdAtUpSeconds().stream())
                        .anyMatch(seconds -> startedAt.plusSeconds(seconds).isBefore(intendedAt));
        return historyReachesBack
                ? new PrintEnd.NotPrinted("never-arrived")
                : new PrintEnd.Unknown(0, pages, "job-history-too-short");
    }

    private JobFollower follower(IppDialogue dialogue, Deadline deadline) {
        return new JobFollower(dialogue, clock(), deadline, this::abandoned, new JobFollower.Witness() {
            @Override
            public void heard(PrinterReport report) {
                publish(StateReasons.status(report));
            }

            @Override
            public void lost(IOException cause) {
                publish(unreachable(cause));
            }
        });
    }

    /** Answers to Create-Job and Print-Job need not carry the name; we know what we gave it. */
    private static JobReport known(JobReport job, PrintRequest request) {
        return new JobReport(
                job.id(),
                job.uuid(),
                IppDialogue.JOB_NAME_PREFIX + request.job(),
                job.state(),
                job.reasons(),
                job.impressions(),
                job.sheets(),
                job.duplex(),
                job.createdAtUpSeconds());
    }

    private List<Attribute<?>> template(PrintRequest request) {
        List<Attribute<?>> template = new ArrayList<>();
        if (capabilities.media().contains(A4)) {
            template.add(Types.media.of(A4));
        }
        if (capabilities.duplex()) {
            template.add(Types.sides.of(request.duplex() ? "two-sided-long-edge" : "one-sided"));
        }
        return template;
    }
}
