package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A unit that starts, or stops, and does not come to an end with it. */
final class UnitNotReady implements Rule {

    @Override
    public Title title() {
        return new Title("unit-not-ready", Grade.STUCK, "迟迟未就绪", "does not get ready");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.inState(this, Fact.UnitState.STARTING, Fact.UnitState.STOPPING);
    }
}
