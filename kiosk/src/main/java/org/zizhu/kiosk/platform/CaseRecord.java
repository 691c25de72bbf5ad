package org.zizhu.kiosk.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Screen.MilestoneState;
import org.zizhu.kiosk.screen.Text;

/** One of a person's cases (办件) and how it has gone so far. */
public record CaseRecord(
        String number,
        Text itemName,
        Text state,
        boolean closed,
        String updated,
        @Nullable String promisedBy,
        String office,
        String phone,
        List<Milestone> milestones) {

    public record Milestone(Text name, @Nullable String at, MilestoneState state) {}

    @Override
    public String toString() {
        return "CaseRecord";
    }
}
