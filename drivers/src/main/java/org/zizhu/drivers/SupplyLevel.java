package org.zizhu.drivers;

/** How much of a consumable is left, in the words of XFS4IoT. */
public enum SupplyLevel {
    FULL,
    LOW,
    OUT,
    UNKNOWN
}
