package org.zizhu.fleet.enrolment;

import java.time.Instant;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/**
 * A request that waits for an operator.
 *
 * @param keyHash what the engineer at the unit can compare: SHA-256 of its public key
 */
public record Waiting(long number, Kind kind, UnitId unit, Division division, String keyHash, Instant since) {

    /** What was asked for. */
    public enum Kind {
        /** A new name, by a token for a division. */
        ENROLMENT,
        /** By a unit whose certificate has expired. */
        RENEWAL
    }
}
