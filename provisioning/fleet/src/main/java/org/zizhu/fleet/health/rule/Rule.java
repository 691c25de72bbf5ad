package org.zizhu.fleet.health.rule;

import java.util.List;
import java.util.Map;

/**
 * One way in which something can be wrong. How long it has to last before anybody is told, and whether it is looked for at all, stands in
 * the rules' file under its keyword.
 */
public interface Rule {

    /** What the rule is called: in files, and in both languages of the pages. */
    record Title(String keyword, Grade grade, String chinese, String english) {}

    Title title();

    /** What it finds; {@code found} is what the rules before have found. */
    List<Fault> faults(Condition unit, Map<Thing, Fault> found);

    /** Whether it is told also of a unit that is being worked on. */
    default boolean speaksInMaintenance() {
        return false;
    }

    /** Whether it is told also of a unit that isn't heard, of which nothing new is known. */
    default boolean speaksInSilence() {
        return false;
    }
}
