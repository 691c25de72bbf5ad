package org.zizhu.platform.casework;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/**
 * One case (办件) of a person.
 *
 * @param stage index of the stage it is in; equal to the number of stages once all are done
 * @param promisedBy null for cases without a promise, such as those waiting for the citizen
 */
public record CaseFile(
        String number,
        CaseItem item,
        int stage,
        Outcome outcome,
        LocalDate accepted,
        LocalDate updated,
        @Nullable LocalDate promisedBy,
        String office,
        String phone) {

    /** Where the case stands. */
    public enum Outcome {
        RUNNING("办理中", "In progress"),
        WAITING_FOR_MATERIAL("待补正材料", "More material needed"),
        GRANTED("已办结", "Completed"),
        REJECTED("不予办理", "Not granted");

        private final Text title;

        Outcome(String zh, String en) {
            this.title = new Text(zh, en);
        }

        public Text title() {
            return title;
        }

        public boolean closed() {
            return this == GRANTED || this == REJECTED;
        }
    }

    /** How far a stage is. */
    public enum Progress {
        DONE,
        CURRENT,
        AHEAD
    }

    /** One stage of the case, with the day on which it was reached. */
    public record Milestone(Text name, @Nullable LocalDate at, Progress state) {}

    /** All stages in order. The days between acceptance and the last news are spread evenly over those passed. */
    public List<Milestone> milestones() {
        List<Milestone> milestones = new ArrayList<>();
        long days = ChronoUnit.DAYS.between(accepted, updated);
        for (int i = 0; i < item.stages().size(); i++) {
            Progress progress = i < stage ? Progress.DONE : i == stage ? Progress.CURRENT : Progress.AHEAD;
            LocalDate at = i > stage ? null : i == 0 ? accepted : accepted.plusDays(days * i / Math.max(1, stage));
            milestones.add(new Milestone(item.stages().get(i), at, progress));
        }
        return milestones;
    }

    @Override
    public String toString() {
        return "CaseFile[" + item + " " + outcome + "]";
    }
}
