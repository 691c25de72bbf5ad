package org.zizhu.kiosk.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened. */
final class Tally {

    final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    final Map<String, Integer> mishaps = new TreeMap<>();
    final Map<String, Integer> troubles = new TreeMap<>();
    int visits;
    int powerCuts;

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

    void trouble(String code) {
        troubles.merge(code, 1, Integer::sum);
    }
}
