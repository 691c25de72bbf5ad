package org.zizhu.fleet.configuration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;

/**
 * By what a unit should go, and by what it says that it does.
 *
 * @param desired the version; 0 for its own
 * @param stage how far that has come: {@code waiting released sent applied refused failed superseded}; {@code applied} for its own
 * @param about the key or item that is the reason
 * @param reported what it says that it goes by, 0 for its own; null for a unit that can't be told
 */
public record UnitState(
        UnitId unit,
        long desired,
        String stage,
        @Nullable String reason,
        @Nullable String about,
        @Nullable Instant at,
        @Nullable Long reported) {}
