package org.zizhu.fleet.configuration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/**
 * A rollout that has stopped by itself, and one of the units that were the reason.
 *
 * @param division of the rollout, not of the unit
 * @param why keyword: {@code unit-refused}, {@code unit-failed}
 * @param reason the unit's own, if it has said one
 * @param at when the unit said so
 */
public record Halt(long version, Division division, String why, UnitId unit, @Nullable String reason, Instant at) {}
