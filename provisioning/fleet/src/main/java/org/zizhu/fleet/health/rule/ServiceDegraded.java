package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;
import org.zizhu.fleet.contract.Fact;

/** Some way of a service is missing, and nothing else that is known to be wrong says why. */
final class ServiceDegraded implements Rule {

    @Override
    public Title title() {
        return new Title("service-degraded", Grade.DEGRADED, "事项部分可办", "service degraded");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        return Unexplained.services(Fact.ServiceState.DEGRADED, this, unit, found);
    }
}
