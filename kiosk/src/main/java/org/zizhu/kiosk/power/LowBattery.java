package org.zizhu.kiosk.power;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerSupply;

/**
 * The supply says that the battery is about to go out: what is then to be done is done, once. Mains that come back meanwhile don't stop it, since
 * the supply may cut the current all the same; the host starts again with it.
 */
public final class LowBattery {

    private static final Logger LOG = LoggerFactory.getLogger(LowBattery.class);

    private LowBattery() {}

    /**
     * From now on.
     *
     * @param then called on the supply's thread; must return soon
     */
    public static void watch(PowerSupply supply, Runnable then) {
        AtomicBoolean done = new AtomicBoolean();
        var unused = supply.onPower(power -> {
            if (power.source() == PowerState.Source.BATTERY && power.batteryLow() && !done.getAndSet(true)) {
                LOG.warn("battery low: the unit shuts down");
                then.run();
            }
        });
    }
}
