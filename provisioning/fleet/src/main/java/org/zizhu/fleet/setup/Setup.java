package org.zizhu.fleet.setup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a unit's folder is to be filled with, as an engineer has entered it; contract.md §11.
 *
 * @param text YAML
 * @param fetched when the unit has had it first; the platform's code in it is spent since, or soon
 */
public record Setup(String text, String by, Instant made, @Nullable Instant fetched) {

    /** The platform's code in it is nobody's to read in a log. */
    @Override
    public String toString() {
        return "Setup[by " + by + "]";
    }
}
