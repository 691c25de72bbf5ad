package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** Paper, toner, roll, cards or blanks are used up. */
final class SupplyOut implements Rule {

    @Override
    public Title title() {
        return new Title("supply-out", Grade.DOWN, "耗材用尽", "out of supplies");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return Supplies.at(Fact.SupplyLevel.OUT, this, unit);
    }
}
