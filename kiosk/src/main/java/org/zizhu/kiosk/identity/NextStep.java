package org.zizhu.kiosk.identity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What a citizen is asked for next, from what they have shown already: each step offered is the first of a shortest way. */
public sealed interface NextStep {

    /** Nothing more is asked. */
    record Enough() implements NextStep {}

    /** One of these, the easiest first. Each leaves as few further steps as any other. */
    record OneOf(List<Evidence> steps) implements NextStep {
        public OneOf {
            steps = List.copyOf(steps);
        }
    }

    /** Nothing that is open now can meet the demand. */
    record NoWay() implements NextStep {}

    /**
     * The next step towards a demand.
     *
     * @param shown what has been shown, all of it by the same person
     * @param open what can be shown at this unit now: its device and link work, and it was neither refused nor used up
     */
    static NextStep towards(Demand demand, Set<Evidence> shown, Set<Evidence> open) {
        Map<Set<Evidence>, OptionalInt> known = new HashMap<>();
        OptionalInt distance = distance(demand, shown, open, known);
        if (distance.isEmpty()) {
            return new NoWay();
        }
        if (distance.getAsInt() == 0) {
            return new Enough();
        }
        List<Evidence> steps = new ArrayList<>();
        for (Evidence step : possible(shown, open)) {
            OptionalInt further = distance(demand, with(shown, step), open, known);
            if (further.isPresent() && further.getAsInt() < distance.getAsInt()) {
                steps.add(step);
            }
        }
        return new OneOf(steps);
    }

    /** Whether any steps at all lead there: more shown is never less, so that all that can be shown is enough if anything is. */
    static boolean canMeet(Demand demand, Set<Evidence> open) {
        return demand.metBy(open.stream().anyMatch(Evidence::names) ? open : Set.of());
    }

    /**
     * How many steps there are at least; empty when no number of them is enough.
     *
     * @param known from where it was reckoned before: many orders of steps lead to the same
     */
    private static OptionalInt distance(
            Demand demand, Set<Evidence> shown, Set<Evidence> open, Map<Set<Evidence>, OptionalInt> known) {
        if (demand.metBy(shown)) {
            return OptionalInt.of(0);
        }
        OptionalInt before = known.get(shown);
        if (before != null) {
            return before;
        }
        OptionalInt distance = possible(shown, open).stream()
                .map(step -> distance(demand, with(shown, step), open, known))
                .flatMapToInt(OptionalInt::stream)
                .map(further -> further + 1)
                .min();
        known.put(shown, distance);
        return distance;
    }

    /** Whoever has not been named has nobody that could be confirmed. */
    private static Set<Evidence> possible(Set<Evidence> shown, Set<Evidence> open) {
        boolean named = shown.stream().anyMatch(Evidence::names);
        Set<Evidence> possible = EnumSet.noneOf(Evidence.class);
        for (Evidence step : open) {
            if (!shown.contains(step) && (named || step.names())) {
                possible.add(step);
            }
        }
        return possible;
    }

    private static Set<Evidence> with(Set<Evidence> shown, Evidence step) {
        Set<Evidence> more = EnumSet.of(step);
        more.addAll(shown);
        return more;
    }
}
