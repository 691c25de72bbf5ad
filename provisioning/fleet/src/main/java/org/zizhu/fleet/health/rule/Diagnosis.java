package org.zizhu.fleet.health.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with one unit: each fault once, with what follows from it, and not what follows from it beside it. */
public final class Diagnosis {

    private Diagnosis() {}

    /** @param rules those that are looked for, in the order of {@link Rules#ALL} */
    public static Collection<Fault> of(Condition unit, List<Rule> rules) {
        Map<Thing, Fault> found = new LinkedHashMap<>();
        for (Rule rule : rules) {
            rule.faults(unit, found).forEach(fault -> found.putIfAbsent(fault.thing(), fault));
        }
        found.replaceAll((thing, fault) -> fault.withEffects(effects(unit, fault)));
        return found.values();
    }

    private static List<String> effects(Condition unit, Fault fault) {
        List<String> effects = new ArrayList<>();
        if (unit.isTakenOutBy(fault)) {
            effects.add(Fault.WHOLE_UNIT);
        }
        effects.addAll(unit.lackingBecauseOf(fault.thing()));
        return effects;
    }
}
