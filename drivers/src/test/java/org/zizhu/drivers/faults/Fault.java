package org.zizhu.drivers.faults;

import java.util.Locale;

/** What can happen to a device, in whatever state it is. */
public enum Fault {
    /** Its cable is pulled. */
    UNPLUG,
    /** It is pulled and plugged in where it gets another port name; udev's stable name follows it. */
    REPLUG_ELSEWHERE,
    /** Its power fails while the cable stays. */
    POWER_OFF,
    /** It answers nothing. */
    SILENCE,
    /** It answers bytes that make no sense. */
    GARBAGE,
    /** Its answers end in the middle. */
    HALF_FRAME,
    /** Its answers have a wrong checksum. */
    WRONG_CHECKSUM,
    /** It says that it is busy. */
    BUSY,
    /** What it moves is stuck. */
    JAM,
    /** It has run out of what it hands out. */
    EMPTY,
    /** The place for what it takes back is full. */
    FULL_BIN,
    /** A door or cover is open. */
    DOOR_OPEN,
    /** A sensor no longer changes. */
    STUCK_SENSOR;

    /** As a page calls it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
