package org.zizhu.fleet.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;

/**
 * Something that a unit was told to do, and how far it has come.
 *
 * @param id the unit does nothing twice for one id
 * @param expires not started by then, it isn't started any more
 * @param reason of its last stage
 * @param result of what was done, as JSON
 */
public record Command(
        String id,
        UnitId unit,
        Deed deed,
        String by,
        Instant made,
        Instant expires,
        Progress progress,
        @Nullable String reason,
        @Nullable String result,
        Instant stageAt) {}
