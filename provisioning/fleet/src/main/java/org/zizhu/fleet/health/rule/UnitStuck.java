package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** The visit does not move: the unit's own watchdog says so. */
final class UnitStuck implements Rule {

    @Override
    public Title title() {
        return new Title("unit-stuck", Grade.STUCK, "卡死", "stuck");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.inState(this, Fact.UnitState.STUCK);
    }
}
