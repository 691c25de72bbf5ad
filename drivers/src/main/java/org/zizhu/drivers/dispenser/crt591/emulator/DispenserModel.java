package org.zizhu.drivers.dispenser.crt591.emulator;

import java.time.Duration;

/**
 * A named model: what holds how many cards, and how long its ways take. The times are as seen on videos of kiosks that hand
 * out cards, since no data sheet has them.
 *
 * @param name what it answers to INITIALISE
 * @param firmware what it answers to "version"
 * @param fewCards at so many or fewer the stacker says that it has few
 * @param initialise from command to answer
 * @param draw from the stacker to the chip position or beyond
 * @param shift from one position on the way to another
 * @param capture from anywhere into the bin
 * @param ackWithin an answer whose ACK takes longer is sent again (protocol v1.0, case 4)
 */
public record DispenserModel(
        String name,
        String firmware,
        int stackerCapacity,
        int fewCards,
        int binCapacity,
        Duration initialise,
        Duration draw,
        Duration shift,
        Duration capture,
        Duration ackWithin) {

    public static final DispenserModel CRT_591_M001 = new DispenserModel(
            "CRT-591-M001",
            "CRT-591-M001 V1.05",
            150,
            15,
            30,
            Duration.ofMillis(700),
            Duration.ofMillis(1800),
            Duration.ofMillis(600),
            Duration.ofMillis(1400),
            Duration.ofMillis(20));

    public static final DispenserModel CRT_571 = new DispenserModel(
            "CRT-571",
            "CRT-571 V1.00",
            80,
            8,
            20,
            Duration.ofMillis(1100),
            Duration.ofMillis(2600),
            Duration.ofMillis(900),
            Duration.ofMillis(1900),
            Duration.ofMillis(20));

    /** The same with ways that take no longer than this, for tests. */
    public DispenserModel quick(Duration way) {
        return new DispenserModel(
                name, firmware, stackerCapacity, fewCards, binCapacity, way, way, way, way, ackWithin);
    }
}
