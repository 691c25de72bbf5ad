package org.zizhu.fleet.health.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zizhu.fleet.unit.Standing;

/** There are two of a unit: somebody has its key. */
final class UnitCopied implements Rule {

    @Override
    public Title title() {
        return new Title("unit-copied", Grade.DOWN, "疑似克隆，已隔离", "quarantined: there are two of it");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        Instant gone = unit.gone();
        return unit.standing() == Standing.QUARANTINED
                ? List.of(unit.fault(this, Thing.ITSELF, gone == null ? unit.at() : gone, List.of()))
                : List.of();
    }

    @Override
    public boolean speaksInMaintenance() {
        return true;
    }

    @Override
    public boolean speaksInSilence() {
        return true;
    }
}
