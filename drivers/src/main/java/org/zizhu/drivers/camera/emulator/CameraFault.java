package org.zizhu.drivers.camera.emulator;

/** What an emulated camera does wrong until it is healed. */
public enum CameraFault {
    NONE,
    /** Sends the same picture again and again. */
    FROZEN,
    /** Stays connected, and sends nothing. */
    SILENT,
    /** Sends black pictures: its lens is covered. */
    BLACK,
    /** Sends bytes that are no pictures. */
    GARBAGE,
    /** Sends pictures that break off in the middle. */
    HALF_PICTURES,
    /** Ends each connection as soon as it is asked for pictures. */
    CUT,
    /** Refuses connections: it is off, or its cable is out. */
    REFUSING
}
