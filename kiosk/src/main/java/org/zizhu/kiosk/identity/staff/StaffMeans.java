package org.zizhu.kiosk.identity.staff;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * By what a unit knows its staff.
 *
 * @param trust empty for a unit that knows no staff: no card of theirs opens anything
 * @param random makes what a card has to sign; unguessable in a unit
 */
public record StaffMeans(Optional<StaffTrust> trust, RandomGenerator random) {}
