package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A unit serves nobody, and nothing else that is known to be wrong with it says why. */
final class UnitOutOfService implements Rule {

    @Override
    public Title title() {
        return new Title("unit-out-of-service", Grade.DOWN, "暂停服务", "out of service");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return found.values().stream().anyMatch(unit::isTakenOutBy)
                ? List.of()
                : unit.inState(this, Fact.UnitState.OUT_OF_SERVICE);
    }
}
