package org.zizhu.fleet.overview;

import java.util.List;
import java.util.Locale;
import org.zizhu.fleet.contract.Fact;

/**
 * Which units somebody wants to see; what is empty filters nothing.
 *
 * @param mood keyword
 * @param text part of the id, in capitals or not
 * @param service one that they can't give, or not wholly: its keyword, or part of its name in either language
 * @param cause the name of what takes a service away
 */
public record UnitFilter(String mood, String text, String service, String cause) {

    public List<UnitSummary> of(List<UnitSummary> all) {
        String part = text.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(unit -> mood.isEmpty() || unit.mood().keyword().equals(mood))
                .filter(unit -> unit.id().toLowerCase(Locale.ROOT).contains(part))
                .filter(unit ->
                        service.isEmpty() || unit.lacking().stream().anyMatch(lacking -> isNamed(lacking.service())))
                .filter(unit -> cause.isEmpty()
                        || unit.lacking().stream()
                                .flatMap(lacking -> lacking.service().causes().stream())
                                .anyMatch(named -> named.name().equals(cause)))
                .toList();
    }

    private boolean isNamed(Fact.OfService lacking) {
        Fact.Name name = lacking.name();
        return lacking.service().equals(service)
                || (name != null
                        && (name.zh().contains(service)
                                || name.en().toLowerCase(Locale.ROOT).contains(service.toLowerCase(Locale.ROOT))));
    }
}
