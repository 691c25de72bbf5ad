package org.zizhu.fleet.unit;

import org.zizhu.fleet.contract.UnitId;

/**
 * A unit on record.
 *
 * @param generation how often it has been enrolled: other hardware, another key, the same history
 */
public record Unit(UnitId id, Division division, Standing standing, long generation) {}
