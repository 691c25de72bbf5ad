package org.zizhu.fleet.enrolment;

import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.contract.UnitId;

/** What comes of a unit's request for a certificate. */
public sealed interface Enrolled {

    /**
     * It has one.
     *
     * @param certificate PEM, without that of the authority
     */
    record Granted(UnitId unit, String certificate) implements Enrolled {}

    /** An operator has to agree first. */
    record Pending(UnitId unit) implements Enrolled {}

    /**
     * It only asked for whom its token is, which uses nothing up.
     *
     * @param unit null for any new one
     */
    record Named(@Nullable UnitId unit) implements Enrolled {}

    record Refused(Refusal refusal) implements Enrolled {}
}
