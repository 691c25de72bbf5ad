package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** A service can't be given, and nothing else that is known to be wrong says why. */
final class ServiceUnavailable implements Rule {

    @Override
    public Title title() {
        return new Title("service-unavailable", Grade.DOWN, "事项不能办", "service unavailable");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return Unexplained.services(Fact.ServiceState.UNAVAILABLE, this, unit, found);
    }
}
