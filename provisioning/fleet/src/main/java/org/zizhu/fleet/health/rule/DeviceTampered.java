package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** Somebody is at a device who should not be. */
final class DeviceTampered implements Rule {

    @Override
    public Title title() {
        return new Title("device-tampered", Grade.DOWN, "疑似破坏", "tampered with");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.devicesIn(this, Fact.DeviceState.FRAUD_ATTEMPT);
    }
}
