package org.zizhu.fleet.overview;

import java.util.List;
import java.util.Locale;

/**
 * Which units somebody wants to see; what is empty filters nothing.
 *
 * @param mood keyword
 * @param text part of the id, in capitals or not
 * @param service one that they can't give, or not wholly
 * @param cause the name of what takes a service away
 */
public record UnitFilter(String mood, String text, String service, String cause) {

    public List<UnitSummary> of(List<UnitSummary> all) {
        String part = text.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(unit -> mood.isEmpty() || unit.mood().keyword().equals(mood))
                .filter(unit -> unit.id().toLowerCase(Locale.ROOT).contains(part))
                .filter(unit -> service.isEmpty()
                        || unit.lacking().stream()
                                .anyMatch(lacking -> lacking.service().service().equals(service)))
                .filter(unit -> cause.isEmpty()
                        || unit.lacking().stream()
                                .flatMap(lacking -> lacking.service().causes().stream())
                                .anyMatch(named -> named.name().equals(cause)))
                .toList();
    }
}
