package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.DelimiterTag;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zizhu.drivers.document.DocumentPrinter.PrintRequest;
import org.zizhu.drivers.wire.WireLog;

/**
 * What is asked of a printer, operation by operation (RFC 8011 §4), each with one note in the wire log that says nothing
 * of the document; a question that is answered as the last time is not noted again. Throws what {@link
 * IppLink#exchange} throws. For one thread.
 */
final class IppDialogue implements AutoCloseable {

    /** How a request that makes or feeds a job was answered. */
    sealed interface Submission {
        record Accepted(JobReport job) implements Submission {}

        /** The printer has said no; the reason is the status keyword of RFC 8011 §B. */
        record Refused(String reason) implements Submission {}
    }

    private static final String PDF = "application/pdf";

    private static final byte[] NO_DOCUMENT = {};

    private static final int FIRST_ERROR_STATUS = 0x0100;

    /** Asked again and again. */
    private static final Set<Operation> QUESTIONS =
            Set.of(Operation.getPrinterAttributes, Operation.getJobAttributes, Operation.getJobs);

    private final IppLink link;
    private final URI printer;
    private final WireLog wireLog;
    private final Map<Operation, String> lastNotes = new HashMap<>();

    IppDialogue(IppLink link, URI printer, WireLog wireLog) {
        this.link = link;
        this.printer = printer;
        this.wireLog = wireLog;
    }

    /** The name by which a job is found again; it tells nothing of the citizen. */
    static String jobName(UUID job) {
        return "zizhu-" + job;
    }

    PrinterReport printer(Duration within) throws IOException {
        IppPacket answer = printerAttributes(PrinterReport.ATTRIBUTES, within);
        PrinterReport report = PrinterReport.of(group(answer, Tag.printerAttributes));
        note(Operation.getPrinterAttributes, answer, report.state() + " " + report.reasons());
        return report;
    }

    /** Everything that the printer says that it can do. */
    AttributeGroup description(Duration within) throws IOException {
        IppPacket answer = printerAttributes(List.of("all"), within);
        note(Operation.getPrinterAttributes, answer, "all");
        return group(answer, Tag.printerAttributes);
    }

    private IppPacket printerAttributes(List<String> names, Duration within) throws IOException {
        IppPacket.Builder request =
                request(Operation.getPrinterAttributes).putOperationAttributes(Types.requestedAttributes.of(names));
        IppPacket answer = link.exchange(request, NO_DOCUMENT, within);
        if (refused(answer)) {
            throw new ProtocolException("get-printer-attributes: " + status(answer));
        }
        return answer;
    }

    Submission validateJob(Duration within) throws IOException {
        IppPacket.Builder request = request(Operation.validateJob)
                .putOperationAttributes(Types.requestingUserName.of("zizhu"), Types.documentFormat.of(PDF));
        return submission(Operation.validateJob, link.exchange(request, NO_DOCUMENT, within));
    }

    Submission createJob(PrintRequest job, List<Attribute<?>> template, Duration within) throws IOException {
        IppPacket.Builder request = jobRequest(Operation.createJob, job).putJobAttributes(template);
        return submission(Operation.createJob, link.exchange(request, NO_DOCUMENT, within));
    }

    Submission sendDocument(int jobId, byte[] pdf, Duration within) throws IOException {
        IppPacket.Builder request = request(Operation.sendDocument)
                .putOperationAttributes(
                        Types.jobId.of(jobId),
                        Types.requestingUserName.of("zizhu"),
                        Types.documentFormat.of(PDF),
                        Types.lastDocument.of(true));
        return submission(Operation.sendDocument, link.exchange(request, pdf, within));
    }

    Submission printJob(PrintRequest job, List<Attribute<?>> template, Duration within) throws IOException {
        IppPacket.Builder request = jobRequest(Operation.printJob, job)
                .putOperationAttributes(Types.documentFormat.of(PDF))
                .putJobAttributes(template);
        return submission(Operation.printJob, link.exchange(request, job.pdf(), within));
    }

    /** The job as it is; empty if the printer knows none of that id. */
    Optional<JobReport> job(int jobId, Duration within) throws IOException {
        IppPacket.Builder request = request(Operation.getJobAttributes)
                .putOperationAttributes(
                        Types.jobId.of(jobId),
                        Types.requestingUserName.of("zizhu"),
                        Types.requestedAttributes.of(JobReport.ATTRIBUTES));
        IppPacket answer = link.exchange(request, NO_DOCUMENT, within);
        if (refused(answer)) {
            note(Operation.getJobAttributes, answer, "job " + jobId);
            return Optional.empty();
        }
        JobReport job = JobReport.of(group(answer, Tag.jobAttributes));
        note(Operation.getJobAttributes, answer, text(job));
        return Optional.of(job);
    }

    /**
     * The jobs that the printer knows.
     *
     * @param which "completed" or "not-completed" (RFC 8011 §4.2.6.1)
     * @return empty if the printer does not tell
     */
    Optional<List<JobReport>> jobs(String which, Duration within) throws IOException {
        IppPacket.Builder request = request(Operation.getJobs)
                .putOperationAttributes(
                        Types.requestingUserName.of("zizhu"),
                        Types.whichJobs.of(which),
                        Types.requestedAttributes.of(JobReport.ATTRIBUTES));
        IppPacket answer = link.exchange(request, NO_DOCUMENT, within);
        List<JobReport> jobs = answer.getAttributeGroups().stream()
                .filter(group -> group.getTag().equals(Tag.jobAttributes))
                .map(JobReport::of)
                .toList();
        note(Operation.getJobs, answer, which + ", " + jobs.size() + " jobs");
        return refused(answer) ? Optional.empty() : Optional.of(jobs);
    }

    /** Asks the printer to cancel; that it has is seen only from the job itself. */
    void cancel(int jobId, Duration within) throws IOException {
        IppPacket.Builder request = request(Operation.cancelJob)
                .putOperationAttributes(Types.jobId.of(jobId), Types.requestingUserName.of("zizhu"));
        note(Operation.cancelJob, link.exchange(request, NO_DOCUMENT, within), "job " + jobId);
    }

    /** Asks the printer to cancel whatever has this name and has not ended. */
    void cancelByName(String jobName, Duration within) throws IOException {
        for (JobReport job : jobs("not-completed", within).orElseGet(List::of)) {
            if (job.name().equals(jobName)) {
                cancel(job.id(), within);
            }
        }
    }

    void note(String text) {
        wireLog.note(text);
    }

    @Override
    public void close() {
        // The HTTP client belongs to the driver and holds no more than an idle connection.
    }

    private IppPacket.Builder jobRequest(Operation operation, PrintRequest job) {
        return request(operation)
                .putOperationAttributes(Types.requestingUserName.of("zizhu"), Types.jobName.of(jobName(job.job())));
    }

    /** Charset, language and target come first and in this order (RFC 8011 §4.1.4, §4.1.5). */
    private IppPacket.Builder request(Operation operation) {
        List<Attribute<?>> first = new ArrayList<>();
        first.add(Types.attributesCharset.of("utf-8"));
        first.add(Types.attributesNaturalLanguage.of("en"));
        first.add(Types.printerUri.of(printer));
        return new IppPacket.Builder(operation).putOperationAttributes(first);
    }

    private Submission submission(Operation operation, IppPacket answer) {
        if (refused(answer)) {
            note(operation, answer, "");
            return new Submission.Refused(status(answer));
        }
        JobReport job = JobReport.of(group(answer, Tag.jobAttributes));
        note(operation, answer, text(job));
        return new Submission.Accepted(job);
    }

    private void note(Operation operation, IppPacket answer, String what) {
        String note = operation.getName() + " → " + status(answer) + (what.isEmpty() ? "" : ", " + what);
        boolean repeated = note.equals(lastNotes.put(operation, note));
        if (!repeated || !QUESTIONS.contains(operation)) {
            wireLog.note(note);
        }
    }

    private static String text(JobReport job) {
        String pages = job.impressions().isPresent() ? job.impressions().getAsInt() + " impressions" : "no count";
        return "job " + job.id() + " " + job.state() + " " + job.reasons() + ", " + pages;
    }

    private static boolean refused(IppPacket answer) {
        return answer.getCode() >= FIRST_ERROR_STATUS;
    }

    private static String status(IppPacket answer) {
        return answer.getStatus().getName();
    }

    private static AttributeGroup group(IppPacket answer, DelimiterTag tag) {
        return answer.getAttributeGroups().stream()
                .filter(group -> group.getTag().equals(tag))
                .findFirst()
                .orElseGet(() -> AttributeGroup.groupOf(tag));
    }
}
