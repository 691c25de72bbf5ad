package org.zizhu.fleet.overview;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zizhu.fleet.unit.Division;

/**
 * The units of one part of a division, for a map.
 *
 * @param units the worst first
 */
public record Ground(Division division, List<UnitSummary> units) {

    /** The parts of a division in which there are units, by code. */
    public static List<Ground> of(Division whole, List<UnitSummary> units) {
        Map<String, List<UnitSummary>> parts = new TreeMap<>();
        units.forEach(unit -> parts.computeIfAbsent(
                        new Division(unit.division()).below(whole).code(), unused -> new ArrayList<>())
                .add(unit));
        return parts.entrySet().stream()
                .map(part -> new Ground(new Division(part.getKey()), part.getValue()))
                .toList();
    }

    /** How many are how, the worst first. */
    public Map<Mood, Integer> counts() {
        Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
        units.forEach(unit -> counts.merge(unit.mood(), 1, Integer::sum));
        return counts;
    }

    /** How the worst of them is. */
    public Mood worst() {
        return units.stream().map(UnitSummary::mood).min(Mood::compareTo).orElse(Mood.WELL);
    }
}
