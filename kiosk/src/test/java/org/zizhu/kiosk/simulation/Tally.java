package org.zizhu.kiosk.simulation;

import java.util.Map;
import java.util.TreeMap;
import org.zizhu.kiosk.journal.Entry;

/** How often what happened. */
final class Tally {

    final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    final Map<String, Integer> mishaps = new TreeMap<>();
    final Map<String, Integer> troubles = new TreeMap<>();
    final Map<String, Integer> counts = new TreeMap<>();
    int visits;
    int powerCuts;
    /** How often it was looked at whether all that must hold does. */
    long looks;

    void happened(Act act) {
        if (act instanceof Act.Breaks breaks) {
            mishaps.merge(
                    breaks.fault().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), 1, Integer::sum);
        } else if (act instanceof Act.PlatformIll ill) {
            mishaps.merge("platform " + ill.mood().words(), 1, Integer::sum);
        } else if (!(act instanceof Act.Comes || act instanceof Act.Calm || act instanceof Act.PowerCut)) {
            mishaps.merge(
                    act.getClass()
                            .getSimpleName()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .toLowerCase(java.util.Locale.ROOT),
                    1,
                    Integer::sum);
        }
    }

    /** A citizen has gone. */
    void gone(String item, String outcome, boolean began) {
        if (began) {
            visits++;
        }
        outcomes.computeIfAbsent(item, unused -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }

    /** Staff have closed an exchange. */
    void exchange(String store, Entry entry) {
        boolean differs = !entry.demand("expected").equals(entry.demand("counted"))
                || !entry.demand("expected-bin").equals(entry.demand("counted-bin"));
        counts.merge(
                store + (differs ? " counted, and two agreed to a difference" : " counted as in the books"),
                1,
                Integer::sum);
    }

    /** All that went wrong by plan. */
    int mishaps() {
        return powerCuts
                + mishaps.entrySet().stream()
                        .filter(one -> !one.getKey().equals("staff come"))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }

    void closedInTime() {
        counts.merge("battery low, and closed in time", 1, Integer::sum);
    }

    void slip(String what) {
        counts.merge("slips " + what, 1, Integer::sum);
    }

    void trouble(String code) {
        troubles.merge(code, 1, Integer::sum);
    }
}
