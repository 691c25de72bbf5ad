package org.zizhu.kiosk.identity;

/**
 * How one person may act for another in an item (代办).
 *
 * @param agent what is demanded of who acts
 * @param principal what is demanded of the other, who is here or has given their card along; a guardian's ward is not asked
 * @param perDay so often somebody may act for others on one day, at this unit; guardians as often as they need
 */
public record Acting(Demand agent, Demand principal, int perDay) {}
