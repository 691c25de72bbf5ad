package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.zizhu.kiosk.simulation.World.Ending;

/** Makes a long story that goes wrong a short one that goes wrong in the same way: acts are left out while it still does. */
final class Shrinker {

    /** The last hour often tells it all. */
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofMinutes(20), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3));

    private static final int MOST_TRIES = 400;

    /** The shortest found, and how it ends. */
    record Story(List<Act> acts, Ending ending) {}

    private final Function<List<Act>, Ending> teller;
    private final String rule;
    private int tries;

    /** @param teller lives through some acts in a world of their own */
    Shrinker(Function<List<Act>, Ending> teller, String rule) {
        this.teller = teller;
        this.rule = rule;
    }

    /** @param before all acts up to the moment at which it went wrong */
    Story shrink(List<Act> before, Duration wrongAt) {
        List<Act> acts = window(before, wrongAt);
        int part = Math.max(1, acts.size() / 2);
        while (tries < MOST_TRIES) {
            List<Act> shorter = withoutSome(acts, part);
            if (shorter.size() < acts.size()) {
                acts = shorter;
                part = Math.max(1, Math.min(part, acts.size() / 2));
            } else if (part > 1) {
                part = part / 2;
            } else {
                break;
            }
        }
        return new Story(acts, teller.apply(acts));
    }

    private List<Act> window(List<Act> before, Duration wrongAt) {
        for (Duration window : WINDOWS) {
            List<Act> late = before.stream()
                    .filter(act -> act.at().compareTo(wrongAt.minus(window)) >= 0)
                    .toList();
            if (fails(late)) {
                return late;
            }
        }
        return before;
    }

    private List<Act> withoutSome(List<Act> acts, int part) {
        for (int from = 0; from < acts.size() && tries < MOST_TRIES; from += part) {
            List<Act> shorter = new ArrayList<>(acts.subList(0, from));
            shorter.addAll(acts.subList(Math.min(acts.size(), from + part), acts.size()));
            if (fails(shorter)) {
                return shorter;
            }
        }
        return acts;
    }

    private boolean fails(List<Act> acts) {
        tries++;
        return teller.apply(acts)
                .violated()
                .filter(violated -> violated.rule().equals(rule))
                .isPresent();
    }
}
