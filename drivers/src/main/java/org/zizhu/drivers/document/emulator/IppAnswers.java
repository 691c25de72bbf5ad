package org.zizhu.drivers.document.emulator;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.KeyValues;
import com.hp.jipp.encoding.KeywordOrName;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an emulated printer answers to each operation (RFC 8011 §4). */
final class IppAnswers {

    /** Gets each document that has arrived as a whole, and tells how many pages it has. */
    interface DocumentSink {
        int arrived(String jobName, byte[] pdf);
    }

    private static final IntType.Set MARKER_LEVELS = new IntType.Set("marker-levels");
    private static final IntType.Set MARKER_LOW_LEVELS = new IntType.Set("marker-low-levels");
    private static final KeywordType.Set MARKER_TYPES = new KeywordType.Set("marker-types");

    private static final String PDF = "application/pdf";
    private static final String A4 = "iso_a4_210x297mm";
    private static final int SECONDS_FOR_DOCUMENT = 60;

    private final PrintEngine engine;
    private final DocumentSink sink;

    IppAnswers(PrintEngine engine, DocumentSink sink) {
        this.engine = engine;
        this.sink = sink;
    }

    /**
     * @param self the printer's own URI
     */
    IppPacket answer(IppPacket request, byte[] document, URI self) {
        Optional<Status> refusal = RequestCheck.refusal(request);
        if (refusal.isPresent()) {
            return status(request, refusal.get());
        }
        Operation operation = request.getOperation();
        if (!operations().contains(operation)) {
            return status(request, Status.serverErrorOperationNotSupported);
        }
        @Nullable String format = request.getString(Tag.operationAttributes, Types.documentFormat);
        if (format != null && !PDF.equals(format)) {
            return status(request, Status.clientErrorDocumentFormatNotSupported);
        }
        if (operation.equals(Operation.getPrinterAttributes)) {
            return answer(
                    request, List.of(AttributeGroup.groupOf(Tag.printerAttributes, wanted(request, printer(self)))));
        } else if (operation.equals(Operation.validateJob)) {
            return status(request, Status.successfulOk);
        } else if (operation.equals(Operation.getJobs)) {
            return jobs(request, self);
        } else if (operation.equals(Operation.createJob)) {
            return answer(request, List.of(group(create(request), self)));
        } else if (operation.equals(Operation.printJob)) {
            EmulatedJob job = create(request);
            accept(job, document);
            return answer(request, List.of(group(job, self)));
        }
        Optional<EmulatedJob> known = job(request);
        if (known.isEmpty()) {
            return status(request, Status.clientErrorNotFound);
        }
        EmulatedJob job = known.get();
        if (operation.equals(Operation.sendDocument)) {
            if (request.getValue(Tag.operationAttributes, Types.lastDocument) == null) {
                return status(request, Status.clientErrorBadRequest);
            }
            accept(job, document);
        } else if (operation.equals(Operation.cancelJob)) {
            if (job.ended()) {
                return status(request, Status.clientErrorNotPossible);
            }
            engine.cancel(job);
            return status(request, Status.successfulOk);
        }
        return answer(
                request, List.of(AttributeGroup.groupOf(Tag.jobAttributes, wanted(request, attributes(job, self)))));
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(List.of(
                Operation.printJob,
                Operation.validateJob,
                Operation.cancelJob,
                Operation.getJobAttributes,
                Operation.getJobs,
                Operation.getPrinterAttributes));
        if (engine.personality().createsJobs()) {
            operations.add(Operation.createJob);
            operations.add(Operation.sendDocument);
        }
        return operations;
    }

    private EmulatedJob create(IppPacket request) {
        @Nullable String name = request.getString(Tag.operationAttributes, Types.jobName);
        @Nullable String sides = request.getString(Tag.jobAttributes, Types.sides);
        return engine.create(
                name == null ? "untitled" : name, user(request), sides != null && sides.startsWith("two-sided"));
    }

    private void accept(EmulatedJob job, byte[] document) {
        engine.documentArrived(job, sink.arrived(job.name, document));
    }

    private Optional<EmulatedJob> job(IppPacket request) {
        @Nullable Integer id = request.getValue(Tag.operationAttributes, Types.jobId);
        if (id != null) {
            return engine.job(id);
        }
        @Nullable URI uri = request.getValue(Tag.operationAttributes, Types.jobUri);
        String last = uri == null ? "" : uri.getPath().replaceAll(".*/", "");
        return last.matches("\\d{1,9}") ? engine.job(Integer.parseInt(last)) : Optional.empty();
    }

    private IppPacket jobs(IppPacket request, URI self) {
        @Nullable String which = request.getString(Tag.operationAttributes, Types.whichJobs);
        boolean ended = "completed".equals(which);
        boolean all = "all".equals(which);
        boolean onlyMine = Boolean.TRUE.equals(request.getValue(Tag.operationAttributes, Types.myJobs));
        String user = user(request);
        List<AttributeGroup> groups = engine.jobs().stream()
                .filter(job -> all || job.ended() == ended)
                .filter(job -> !onlyMine || job.user.equals(user))
                .map(job -> AttributeGroup.groupOf(Tag.jobAttributes, wantedOfJobs(request, attributes(job, self))))
                .toList();
        return answer(request, groups);
    }

    /** RFC 8011 §4.2.6.1: who asks for nothing gets the job's uri and id. */
    private static List<Attribute<?>> wantedOfJobs(IppPacket request, List<Attribute<?>> attributes) {
        boolean asksForSome = !request.getStrings(Tag.operationAttributes, Types.requestedAttributes)
                .isEmpty();
        return asksForSome
                ? wanted(request, attributes)
                : attributes.stream()
                        .filter(attribute -> Set.of("job-id", "job-uri").contains(attribute.getName()))
                        .toList();
    }

    private static String user(IppPacket request) {
        @Nullable String name = request.getString(Tag.operationAttributes, Types.requestingUserName);
        return name == null ? "anonymous" : name;
    }

    private AttributeGroup group(EmulatedJob job, URI self) {
        return AttributeGroup.groupOf(Tag.jobAttributes, attributes(job, self));
    }

    private List<Attribute<?>> attributes(EmulatedJob job, URI self) {
        synchronized (engine) {
            List<Attribute<?>> attributes = new ArrayList<>();
            attributes.add(Types.jobId.of(job.id));
            attributes.add(Types.jobUri.of(URI.create(self + "/" + job.id)));
            attributes.add(Types.jobUuid.of(URI.create(job.uuid)));
            attributes.add(Types.jobPrinterUri.of(self));
            attributes.add(Types.jobName.of(job.name));
            attributes.add(Types.jobOriginatingUserName.of(job.user));
            attributes.add(Types.jobState.of(job.state));
            attributes.add(Types.jobStateReasons.of(job.reason));
            attributes.add(Types.timeAtCreation.of(job.createdAtUpSeconds));
            attributes.add(time(Types.timeAtProcessing, job.startedAtUpSeconds));
            attributes.add(time(Types.timeAtCompleted, job.endedAtUpSeconds));
            attributes.add(Types.jobPrinterUpTime.of(engine.upSeconds()));
            attributes.add(Types.sides.of(job.duplex ? "two-sided-long-edge" : "one-sided"));
            attributes.add(Types.jobMediaSheetsCompleted.of(job.sheets()));
            if (engine.personality().countsImpressions()) {
                attributes.add(Types.jobImpressionsCompleted.of(job.impressions));
            }
            return attributes;
        }
    }

    /** RFC 8011 §5.3.14: "no-value" until it has happened. */
    private static Attribute<Integer> time(IntType type, int upSeconds) {
        return upSeconds == EmulatedJob.NOT_YET ? type.noValue() : type.of(upSeconds);
    }

    private List<Attribute<?>> printer(URI self) {
        Personality personality = engine.personality();
        synchronized (engine) {
            List<String> reasons = engine.reasons();
            List<Attribute<?>> attributes = new ArrayList<>(List.of(
                    Types.charsetConfigured.of("utf-8"),
                    Types.charsetSupported.of("utf-8", "us-ascii"),
                    Types.naturalLanguageConfigured.of("en"),
                    Types.generatedNaturalLanguageSupported.of("en"),
                    Types.ippVersionsSupported.of("1.1", "2.0"),
                    Types.operationsSupported.of(operations()),
                    Types.printerUriSupported.of(List.of(self)),
                    Types.uriSecuritySupported.of("none"),
                    Types.uriAuthenticationSupported.of("none"),
                    Types.printerName.of("zizhu-emulated"),
                    Types.printerMakeAndModel.of(personality.model()),
                    Types.compressionSupported.of("none"),
                    Types.pdlOverrideSupported.of("attempted"),
                    Types.documentFormatDefault.of(PDF),
                    Types.documentFormatSupported.of(PDF, "application/octet-stream"),
                    Types.mediaDefault.of(A4),
                    Types.mediaSupported.of(A4),
                    Types.mediaSourceSupported.of(
                            List.of(new KeywordOrName("main"), new KeywordOrName("by-pass-tray"))),
                    Types.mediaTypeSupported.of(
                            List.of(new KeywordOrName("stationery"), new KeywordOrName("stationery-preprinted"))),
                    Types.sidesDefault.of("one-sided"),
                    Types.colorSupported.of(false),
                    Types.multipleDocumentJobsSupported.of(false),
                    Types.multipleOperationTimeOut.of(SECONDS_FOR_DOCUMENT),
                    Types.whichJobsSupported.of("completed", "not-completed", "all"),
                    Types.printerUpTime.of(engine.upSeconds()),
                    Types.printerIsAcceptingJobs.of(true),
                    Types.printerState.of(state()),
                    Types.printerStateReasons.of(reasons.isEmpty() ? List.of("none") : reasons),
                    Types.queuedJobCount.of((int)
                            engine.jobs().stream().filter(job -> !job.ended()).count()),
                    MARKER_TYPES.of("toner", "waste-toner"),
                    MARKER_LEVELS.of(engine.tonerPercent(), 20),
                    MARKER_LOW_LEVELS.of(10, 0),
                    Types.printerInputTray.of(new KeyValues(
                            "type", "sheetFeedAutoRemovableTray",
                            "maxcapacity", Integer.toString(personality.trayCapacity()),
                            "level", Integer.toString(engine.paper()),
                            "status", "0",
                            "name", "tray-1")),
                    Types.printerOutputTray.of(new KeyValues(
                            "type",
                            "unRemovableBin",
                            "maxcapacity",
                            personality.sensesOutput() ? "" + PrintEngine.OUTPUT_CAPACITY : "-2",
                            "remaining",
                            personality.sensesOutput() ? "" + (PrintEngine.OUTPUT_CAPACITY - engine.output()) : "-2",
                            "status",
                            "0",
                            "name",
                            "face-down"))));
            attributes.add(
                    personality.duplex()
                            ? Types.sidesSupported.of("one-sided", "two-sided-long-edge", "two-sided-short-edge")
                            : Types.sidesSupported.of("one-sided"));
            return attributes;
        }
    }

    private PrinterState state() {
        if (engine.stopped()) {
            return PrinterState.stopped;
        }
        return engine.processing() ? PrinterState.processing : PrinterState.idle;
    }

    private static List<Attribute<?>> wanted(IppPacket request, List<Attribute<?>> attributes) {
        Set<String> names = new HashSet<>(request.getStrings(Tag.operationAttributes, Types.requestedAttributes));
        boolean groups = names.isEmpty()
                || names.contains("all")
                || names.contains("printer-description")
                || names.contains("job-description");
        return groups
                ? attributes
                : attributes.stream()
                        .filter(attribute -> names.contains(attribute.getName()))
                        .toList();
    }

    private static IppPacket status(IppPacket request, Status status) {
        return answer(request, status, List.of());
    }

    private static IppPacket answer(IppPacket request, List<AttributeGroup> groups) {
        return answer(request, Status.successfulOk, groups);
    }

    private static IppPacket answer(IppPacket request, Status status, List<AttributeGroup> groups) {
        List<AttributeGroup> all = new ArrayList<>();
        all.add(AttributeGroup.groupOf(
                Tag.operationAttributes,
                Types.attributesCharset.of("utf-8"),
                Types.attributesNaturalLanguage.of("en")));
        all.addAll(groups);
        return new IppPacket(request.getVersionNumber(), status.getCode(), request.getRequestId(), all);
    }
}
