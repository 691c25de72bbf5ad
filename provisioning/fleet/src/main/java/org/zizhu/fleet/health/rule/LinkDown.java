package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A unit does not reach the platform, or what else it needs. */
final class LinkDown implements Rule {

    @Override
    public Title title() {
        return new Title("link-down", Grade.DOWN, "线路中断", "link down");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return unit.facts(Fact.OfLink.class)
                .filter(link -> link.state() == Fact.LinkState.DOWN)
                .map(link -> unit.fault(
                        this,
                        Thing.link(link.link()),
                        link,
                        link.reason() == null ? List.of() : List.of(link.reason())))
                .toList();
    }
}
