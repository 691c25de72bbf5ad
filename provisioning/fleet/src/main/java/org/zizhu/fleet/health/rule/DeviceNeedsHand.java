package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A device works again as soon as somebody has closed its door or put it right. */
final class DeviceNeedsHand implements Rule {

    @Override
    public Title title() {
        return new Title("device-needs-hand", Grade.DEGRADED, "设备待人处理", "device needs a hand");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.devicesIn(this, Fact.DeviceState.USER_ERROR);
    }
}
