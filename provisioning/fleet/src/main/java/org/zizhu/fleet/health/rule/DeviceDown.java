package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Fact.DeviceState;
import org.zizhu.fleet.contract.Fact.MediaState;

/** A device is broken, jammed, without power or not there. */
final class DeviceDown implements Rule {

    private static final Set<DeviceState> DOWN =
            Set.of(DeviceState.OFFLINE, DeviceState.POWER_OFF, DeviceState.NO_DEVICE, DeviceState.HARDWARE_ERROR);

    @Override
    public Title title() {
        return new Title("device-down", Grade.DOWN, "设备故障", "device down");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.facts(Fact.OfDevice.class)
                .filter(device -> DOWN.contains(device.state()) || device.media() == MediaState.JAMMED)
                .map(device -> unit.fault(this, Thing.device(device.device()), device, device.reasons()))
                .toList();
    }
}
