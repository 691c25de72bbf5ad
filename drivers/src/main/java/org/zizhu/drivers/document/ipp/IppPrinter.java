package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A document printer that speaks IPP over HTTP (RFC 8010, RFC 8011, PWG 5100.12), asked directly and not through a
 * spooler, whose own numbers say nothing about paper.
 *
 * <p>A cancelled {@code print} is answered as cancelled at once; the driver then cancels the job on the printer, and
 * {@link #whatBecameOf} tells what came out.
 */
public final class IppPrinter extends DeviceLoop<IppDialogue> implements DocumentPrinter {

    /** A sheet taken, a door opened or a plug pulled shows within a second, and so does silence. */
    private static final Duration IDLE = Duration.ofMillis(450);

    /**
     * What an idle printer gets to answer in, which takes it some milliseconds; asked so often, it does not fall asleep. A busy
     * one may take a second, but is asked by who follows its job, and gets more there.
     */
    private static final Duration IDLE_ANSWER = Duration.ofMillis(550);

    private final URI printer;
    private final InstantSource wall;
    private final IppLink link;
    private final Optional<InputTray> tray;
    private volatile PrinterCapabilities capabilities = PrinterCapabilities.NOT_KNOWN;
    private volatile boolean createsJobs;

    /**
     * @param printer {@code ipp://host:port/path} or ipps; http and https are understood as the same
     * @param wall wall time, for the wire log and to compare intents with the printer's start
     */
    public IppPrinter(String name, URI printer, InstantSource wall, MonotonicClock clock) {
        this(name, printer, Optional.empty(), wall, clock);
    }

    /**
     * A printer that prints on what lies in one of its trays.
     *
     * @param tray empty where the printer chooses
     */
    public IppPrinter(String name, URI printer, Optional<InputTray> tray, InstantSource wall, MonotonicClock clock) {
        super(name, clock, wall);
        this.tray = tray;
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
        AttributeGroup said = dialogue.description(IDLE_ANSWER);
        List<Operation> operations = said.getValues(Types.operationsSupported);
        createsJobs = operations.contains(Operation.createJob) && operations.contains(Operation.sendDocument);
        String model = said.getString(Types.printerMakeAndModel);
        capabilities = new PrinterCapabilities(
                model == null ? "" : model,
                said.getStrings(Types.documentFormatSupported),
                said.getStrings(Types.mediaSupported),
                said.getStrings(Types.sidesSupported).contains("two-sided-long-edge"),
                StateReasons.outputTray(PrinterReport.of(said)) != MediaState.UNKNOWN);
        learn(said, model);
        return dialogue;
    }

    private void learn(AttributeGroup said, @Nullable String model) {
        if (model != null) {
            fact("model", model);
        }
        String firmware = String.join(", ", said.getStrings(Types.printerFirmwareStringVersion));
        if (!firmware.isEmpty()) {
            fact("firmware", firmware);
        }
        fact("duplex", capabilities.duplex() ? "yes" : "no");
        fact("formats", String.join(", ", capabilities.formats()));
    }

    @Override
    protected Duration poll(IppDialogue dialogue) throws IOException {
        DeviceStatus status = StateReasons.status(dialogue.printer(IDLE_ANSWER));
        publish(status);
        return IDLE;
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
        return submit(within, (dialogue, deadline) -> new Printing(
                        dialogue,
                        capabilities,
                        tray,
                        clock(),
                        wall,
                        client(request.pages(), progress),
                        request,
                        deadline)
                .run(createsJobs));
    }

    @Override
    public CompletableFuture<Completion<PrintEnd>> whatBecameOf(
            UUID job, int pages, Instant intendedAt, Duration within) {
        return submit(
                within,
                (dialogue, deadline) ->
                        Completion.success(new Inquiry(dialogue, clock(), wall, client(pages, ignored -> {}), deadline)
                                .whatBecameOf(job, pages, intendedAt)));
    }

    private JobFollower.Client client(int pages, Consumer<? super Progress> progress) {
        return new JobFollower.Client() {
            @Override
            public void heard(PrinterReport report) {
                publish(StateReasons.status(report));
            }

            @Override
            public void lost(IOException cause) {
                publish(unreachable(cause));
            }

            @Override
            public void pagesCompleted(int completed) {
                progress.accept(new Progress(completed, pages));
            }

            @Override
            public boolean abandoned() {
                return IppPrinter.this.abandoned();
            }
        };
    }
}
