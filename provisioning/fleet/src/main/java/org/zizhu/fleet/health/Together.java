package org.zizhu.fleet.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.unit.Division;

/** Finds, among the same faults of many units, those that have one cause: a county's network, a platform, a bad update. */
final class Together {

    /** Lengths of what the codes of a division begin with, the widest first: province, city, county, township, village. */
    private static final int[] LEVELS = {2, 4, 6, 9, 12};

    /**
     * Faults with one cause.
     *
     * @param where the narrowest division that holds all of them
     */
    record Group(List<Fault> faults, Division where) {}

    private final Rulebook.Together wanted;
    private final Map<Division, Integer> enrolled;
    private final Collection<Division> known;

    /**
     * @param enrolled how many units stand in each division
     * @param known the divisions of those units of which it is known already that they have this fault
     */
    Together(Rulebook.Together wanted, Map<Division, Integer> enrolled, Collection<Division> known) {
        this.wanted = wanted;
        this.enrolled = enrolled;
        this.known = known;
    }

    /** The widest groups, each of which has at least one fault that has lasted long enough. */
    List<Group> among(Collection<Fault> faults, Collection<UnitId> lastedLongEnough) {
        List<Group> groups = new ArrayList<>();
        Set<Fault> left = new LinkedHashSet<>(faults);
        for (int level : LEVELS) {
            Map<String, List<Fault>> byDivision = new HashMap<>();
            left.stream()
                    .filter(fault -> fault.division().code().length() >= level)
                    .forEach(fault -> byDivision
                            .computeIfAbsent(fault.division().code().substring(0, level), unused -> new ArrayList<>())
                            .add(fault));
            byDivision.forEach((prefix, members) -> {
                if (members.size() >= wanted.units()
                        && members.size() >= wanted.share() * wellBefore(prefix)
                        && members.stream().anyMatch(fault -> lastedLongEnough.contains(fault.unit()))) {
                    groups.add(new Group(members, narrowest(members)));
                    members.forEach(left::remove);
                }
            });
        }
        return groups;
    }

    private long wellBefore(String prefix) {
        long all = enrolled.entrySet().stream()
                .filter(entry -> entry.getKey().code().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return all
                - known.stream()
                        .filter(division -> division.code().startsWith(prefix))
                        .count();
    }

    private static Division narrowest(List<Fault> members) {
        String code = members.get(0).division().code();
        for (int i = LEVELS.length - 1; i > 0; i--) {
            int level = LEVELS[i];
            if (code.length() >= level
                    && members.stream()
                            .allMatch(fault -> fault.division().code().startsWith(code.substring(0, level)))) {
                return division(code.substring(0, level));
            }
        }
        return division(code.substring(0, LEVELS[0]));
    }

    private static Division division(String prefix) {
        return new Division(prefix + "0".repeat(Math.max(0, 6 - prefix.length())));
    }
}
