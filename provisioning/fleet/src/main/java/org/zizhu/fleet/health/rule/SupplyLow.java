package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** Paper, toner, roll, cards or blanks will be used up soon. */
final class SupplyLow implements Rule {

    @Override
    public Title title() {
        return new Title("supply-low", Grade.DEGRADED, "耗材将尽", "supplies low");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return Supplies.at(Fact.SupplyLevel.LOW, this, unit);
    }
}
