package org.zizhu.fleet.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.health.rule.Thing;
import org.zizhu.fleet.unit.Division;

/**
 * One fault, or one cause at many units, of which people are told once.
 *
 * @param number what people call it
 * @param rule keyword of the rule that saw it
 * @param division where it is: of a unit, or of all that have it
 * @param unit null where it is many
 * @param units how many have it at present, or had it, as far as the reader may see
 * @param reasons keywords, the most important first
 * @param effects services that it takes away, or {@link org.zizhu.fleet.health.rule.Fault#WHOLE_UNIT}
 * @param since when it began
 * @param raised when people were told
 */
public record Alarm(
        long number,
        String rule,
        Grade grade,
        Thing thing,
        Division division,
        @Nullable UnitId unit,
        long units,
        List<String> reasons,
        List<String> effects,
        Instant since,
        Instant raised,
        @Nullable Instant acknowledged,
        @Nullable String acknowledgedBy,
        @Nullable Instant escalated,
        @Nullable Instant closed) {

    /** Whether nobody has taken it on. */
    public boolean waits() {
        return closed == null && acknowledged == null;
    }
}
