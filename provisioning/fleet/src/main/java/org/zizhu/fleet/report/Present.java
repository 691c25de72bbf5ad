package org.zizhu.fleet.report;

import java.time.Instant;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;

/**
 * What is so at present with one thing of a unit.
 *
 * @param kind {@code unit}, {@code device}, {@code link} or {@code service}
 * @param state as on the wire
 * @param since when it was first told
 * @param fact the whole of it, as JSON
 */
public record Present(String kind, String name, String state, Instant since, String fact) {

    /** Of a fact that is about one thing. */
    static Present of(Fact fact, Instant at) {
        if (fact instanceof Fact.OfUnit unit) {
            return of("unit", ReportBook.ITSELF, unit.state(), at, fact);
        }
        if (fact instanceof Fact.OfDevice device) {
            return of("device", device.device(), device.state(), at, fact);
        }
        if (fact instanceof Fact.OfLink link) {
            return of("link", link.link(), link.state(), at, fact);
        }
        if (fact instanceof Fact.OfService service) {
            return of("service", service.service(), service.state(), at, fact);
        }
        throw new IllegalArgumentException("a fact of more than one thing");
    }

    private static Present of(String kind, String name, Enum<?> state, Instant at, Fact fact) {
        return new Present(kind, name, Json.word(state), at, Json.write(fact));
    }
}
