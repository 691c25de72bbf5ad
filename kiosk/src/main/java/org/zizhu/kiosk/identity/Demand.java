package org.zizhu.kiosk.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The assurance that an item demands of who asks for it.
 *
 * @param by what may say who they are: one of these has to be shown; empty where nobody need say it
 * @param besides what has to be proven as well: one of these; empty where the first is enough
 */
public record Demand(Set<Evidence> by, Set<Proof> besides) {

    public Demand {
        by = Collections.unmodifiableSet(by.isEmpty() ? EnumSet.noneOf(Evidence.class) : EnumSet.copyOf(by));
        besides =
                Collections.unmodifiableSet(besides.isEmpty() ? EnumSet.noneOf(Proof.class) : EnumSet.copyOf(besides));
        if (!by.stream().allMatch(Evidence::names) || (by.isEmpty() && !besides.isEmpty())) {
            throw new IllegalArgumentException("a demand is met by what says who somebody is");
        }
    }

    /** The same, and the person proven besides: what a platform may demand that is stricter than the catalogue. */
    public Demand inPerson() {
        return new Demand(by, EnumSet.of(Proof.PRESENCE, Proof.KNOWLEDGE));
    }

    /** Whether what was shown is enough. */
    public boolean metBy(Set<Evidence> shown) {
        return by.isEmpty() || (!Collections.disjoint(shown, by) && provenBy(shown));
    }

    private boolean provenBy(Set<Evidence> shown) {
        return besides.isEmpty() || shown.stream().map(Evidence::proof).anyMatch(besides::contains);
    }
}
