package org.zizhu.kiosk.simulation;

/** The end of one life of the kiosk: nothing in it catches this, as nothing catches a power cut. */
final class PowerLost extends Error {

    private static final long serialVersionUID = 1;

    PowerLost() {
        super("power lost", null, false, false);
    }
}
