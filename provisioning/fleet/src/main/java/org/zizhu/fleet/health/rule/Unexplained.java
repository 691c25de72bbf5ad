package org.zizhu.fleet.health.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zizhu.fleet.contract.Fact;

/**
 * Services that are not as they should be though nothing that they name as the cause is known to be at fault: one fault for each cause,
 * not for each service.
 */
final class Unexplained {

    private Unexplained() {}

    static List<Fault> services(Fact.ServiceState state, Rule rule, Condition unit, Map<Thing, Fault> found) {
        Map<Thing, Fault> byCause = new LinkedHashMap<>();
        unit.lacking()
                .filter(service -> service.state() == state && !explained(service, found))
                .forEach(service -> {
                    Thing cause = causes(service).findFirst().orElse(Thing.service(service.service()));
                    byCause.putIfAbsent(cause, unit.fault(rule, cause, service, reason(service)));
                });
        return List.copyOf(byCause.values());
    }

    /** What the service names, as far as a rule can speak of it. */
    static Stream<Thing> causes(Fact.OfService service) {
        return service.causes().stream().flatMap(cause -> thing(cause).stream());
    }

    /** Of the unit itself its own rules speak, or somebody has closed it on purpose. */
    private static boolean explained(Fact.OfService service, Map<Thing, Fault> found) {
        return service.causes().stream().anyMatch(cause -> cause.kind() == Fact.CauseKind.UNIT)
                || causes(service).anyMatch(found::containsKey);
    }

    private static Optional<Thing> thing(Fact.Cause cause) {
        return switch (cause.kind()) {
            case DEVICE -> Optional.of(Thing.device(cause.name()));
            case LINK -> Optional.of(Thing.link(cause.name()));
            case STOCK -> Optional.of(new Thing(Thing.Kind.STOCK, cause.name()));
            case UNIT -> Optional.empty();
        };
    }

    private static List<String> reason(Fact.OfService service) {
        return service.causes().stream()
                .flatMap(cause -> Optional.ofNullable(cause.reason()).stream())
                .limit(1)
                .toList();
    }
}
