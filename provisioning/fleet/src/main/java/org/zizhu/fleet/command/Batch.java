package org.zizhu.fleet.command;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.unit.Division;

/**
 * One thing that many units were told to do, and how far they have come.
 *
 * @param number what people call it
 * @param name the command's
 * @param division where all of the units stand
 * @param group the one that was asked for; null for none
 * @param left units of which it has not been ordered yet: it goes out by and by, not to a whole city in one moment
 * @param stages how many have come how far; {@code not-ordered} of which it could not be ordered, or for which it was stopped
 */
public record Batch(
        long number,
        String name,
        Division division,
        Group.@Nullable Label group,
        String by,
        Instant made,
        Instant expires,
        long units,
        long left,
        Map<String, Long> stages) {

    /** A unit with which it has not gone well. */
    public record Trouble(UnitId unit, String stage, String reason) {}
}
