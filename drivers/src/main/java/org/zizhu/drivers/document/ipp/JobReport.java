package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a printer said of a job (Get-Job-Attributes, RFC 8011 §4.3.4).
 *
 * @param id job-id; printers start again at 1 after a restart, so it identifies nothing by itself
 * @param uuid job-uuid, empty where it is missing
 * @param name job-name, empty where it is missing
 * @param reasons job-state-reasons without "none"
 * @param impressions job-impressions-completed
 * @param sheets job-media-sheets-completed
 * @param duplex whether the job's sides say so
 * @param createdAtUpSeconds time-at-creation, in seconds of printer-up-time
 */
record JobReport(
        int id,
        String uuid,
        String name,
        State state,
        List<String> reasons,
        OptionalInt impressions,
        OptionalInt sheets,
        boolean duplex,
        OptionalInt createdAtUpSeconds) {

    /** job-state, RFC 8011 §5.3.7. */
    enum State {
        PENDING,
        PROCESSING,
        STOPPED,
        CANCELED,
        ABORTED,
        COMPLETED
    }

    /** The attributes that {@link #of} reads. */
    static final List<String> ATTRIBUTES = List.of(
            Types.jobId.getName(),
            Types.jobUuid.getName(),
            Types.jobName.getName(),
            Types.jobState.getName(),
            Types.jobStateReasons.getName(),
            Types.jobImpressionsCompleted.getName(),
            Types.jobMediaSheetsCompleted.getName(),
            Types.sides.getName(),
            Types.timeAtCreation.getName());

    static JobReport of(AttributeGroup job) {
        @Nullable Integer id = job.getValue(Types.jobId);
        return new JobReport(
                id == null ? 0 : id,
                text(job.getString(Types.jobUuid)),
                text(job.getString(Types.jobName)),
                state(job.getValue(Types.jobState)),
                job.getValues(Types.jobStateReasons).stream()
                        .filter(reason -> !"none".equals(reason))
                        .toList(),
                count(job.getValue(Types.jobImpressionsCompleted)),
                count(job.getValue(Types.jobMediaSheetsCompleted)),
                text(job.getString(Types.sides)).startsWith("two-sided"),
                count(job.getValue(Types.timeAtCreation)));
    }

    JobReport named(String knownName) {
        return new JobReport(id, uuid, knownName, state, reasons, impressions, sheets, duplex, createdAtUpSeconds);
    }

    boolean ended() {
        return state == State.CANCELED || state == State.ABORTED || state == State.COMPLETED;
    }

    /**
     * How many of the expected pages came out, by the best count that the printer keeps: impressions, else sheets, of
     * which a duplex one carries two pages. Empty where it keeps none.
     */
    OptionalInt pagesOf(int expected) {
        if (impressions.isPresent()) {
            // Some printers count the empty back of the last sheet.
            boolean emptyBack = duplex && expected % 2 == 1 && impressions.getAsInt() == expected + 1;
            return emptyBack ? OptionalInt.of(expected) : impressions;
        }
        if (sheets.isEmpty() || !duplex) {
            return sheets;
        }
        int sides = sheets.getAsInt() * 2;
        return OptionalInt.of(sides == expected + 1 ? expected : sides);
    }

    private static State state(@Nullable JobState said) {
        if (said == null || said.equals(JobState.pending) || said.equals(JobState.pendingHeld)) {
            return State.PENDING;
        } else if (said.equals(JobState.processingStopped)) {
            return State.STOPPED;
        } else if (said.equals(JobState.canceled)) {
            return State.CANCELED;
        } else if (said.equals(JobState.aborted)) {
            return State.ABORTED;
        } else if (said.equals(JobState.completed)) {
            return State.COMPLETED;
        }
        return State.PROCESSING;
    }

    private static OptionalInt count(@Nullable Integer said) {
        return said == null || said < 0 ? OptionalInt.empty() : OptionalInt.of(said);
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }
}
