package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A device is busy, or starts, and does not come to an end with it. */
final class DeviceStuck implements Rule {

    @Override
    public Title title() {
        return new Title("device-stuck", Grade.STUCK, "设备卡死", "device stuck");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.devicesIn(this, Fact.DeviceState.DEVICE_BUSY, Fact.DeviceState.STARTING);
    }
}
