package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.zizhu.fleet.configuration.Halt;

/**
 * A configuration goes out to nobody more, for a unit has refused it or failed at it. One alarm for each configuration, over as soon as a later version is
 * there for all of its units: back to the old one, or another.
 */
public final class RolloutStopped implements Rule {

    private static final String CONFIGURATION = "configuration-";

    @Override
    public Title title() {
        return new Title("rollout-stopped", Grade.DEGRADED, "配置下发自动停止", "rollout stopped by itself");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.halts().stream()
                .map(halt ->
                        unit.fault(this, thing(halt), halt.at(), reasons(halt)).onceIn(halt.division()))
                .toList();
    }

    /** Which configuration an alarm is about; empty if it is about something else. */
    public static OptionalLong version(Thing thing) {
        return thing.kind() == Thing.Kind.UNIT && thing.name().matches(CONFIGURATION + "[0-9]{1,15}")
                ? OptionalLong.of(Long.parseLong(thing.name().substring(CONFIGURATION.length())))
                : OptionalLong.empty();
    }

    private static Thing thing(Halt halt) {
        return new Thing(Thing.Kind.UNIT, CONFIGURATION + halt.version());
    }

    private static List<String> reasons(Halt halt) {
        return Stream.of(halt.why(), halt.reason() == null ? "" : halt.reason())
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    /** The rollout stands still, whatever is done to the unit meanwhile. */
    @Override
    public boolean speaksInMaintenance() {
        return true;
    }

    @Override
    public boolean speaksInSilence() {
        return true;
    }
}
