package org.zizhu.drivers.cabinet;

import org.zizhu.drivers.Device;
import org.zizhu.drivers.dispenser.crt591.CardAtStart;
import org.zizhu.drivers.dispenser.crt591.Crt591Dispenser;

/** What the wiring file says of a card dispenser: {@code port}, {@code baud}, {@code address} and {@code card-at-start}. */
final class DispenserKeys {

    /** What they leave the factory with; they find another one out by the first frame. */
    private static final int USUAL_BAUD = 9_600;

    private static final int HIGHEST_ADDRESS = 15;

    private DispenserKeys() {}

    static Device dispenser(Wire wire) throws Wire.Wrong {
        return new Crt591Dispenser(
                wire.name(),
                wire.serial(USUAL_BAUD),
                wire.integer("address", 0, HIGHEST_ADDRESS, 0),
                wire.choice("card-at-start", CardAtStart.class, CardAtStart.KEEP),
                wire.monotonic(),
                wire.clock());
    }
}
