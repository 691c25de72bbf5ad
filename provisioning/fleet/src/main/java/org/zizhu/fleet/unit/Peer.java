package org.zizhu.fleet.unit;

import org.zizhu.fleet.contract.UnitId;

/**
 * Whoever speaks for a unit, as its certificate says.
 *
 * @param generation the enrolment that the certificate belongs to
 * @param serial of the certificate
 */
public record Peer(UnitId unit, long generation, String serial) {}
