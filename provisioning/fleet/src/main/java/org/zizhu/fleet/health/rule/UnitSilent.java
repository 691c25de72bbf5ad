package org.zizhu.fleet.health.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zizhu.fleet.unit.Standing;

/** A unit is not heard any more: its power, its network or its software is gone. */
final class UnitSilent implements Rule {

    @Override
    public Title title() {
        return new Title("unit-silent", Grade.DOWN, "失联", "not heard");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        Instant gone = unit.gone();
        return unit.standing() == Standing.ENROLLED && gone != null
                ? List.of(unit.fault(this, Thing.ITSELF, gone, List.of()))
                : List.of();
    }

    @Override
    public boolean speaksInSilence() {
        return true;
    }
}
