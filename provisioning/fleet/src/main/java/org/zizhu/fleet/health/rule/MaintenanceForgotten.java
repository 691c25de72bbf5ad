package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** Staff have put a unit into maintenance and gone home. */
final class MaintenanceForgotten implements Rule {

    @Override
    public Title title() {
        return new Title("maintenance-forgotten", Grade.DEGRADED, "维护未结束", "left in maintenance");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.inState(this, Fact.UnitState.MAINTENANCE);
    }

    @Override
    public boolean speaksInMaintenance() {
        return true;
    }
}
