package org.zizhu.drivers.power;

import java.util.function.Consumer;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.Subscription;

/** The unit's uninterruptible power supply (UPS 不间断电源): what it lives on, and for how long. */
public interface PowerSupply extends Device {

    /** What it lives on now; {@link PowerState#unknown} while nobody can say. */
    PowerState power();

    /** Tells the present power at once and each change from then on, on the driver's thread. */
    Subscription onPower(Consumer<? super PowerState> listener);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.POWER_SUPPLY;
    }
}
