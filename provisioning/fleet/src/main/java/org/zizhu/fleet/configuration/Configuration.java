package org.zizhu.fleet.configuration;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.unit.Division;

/**
 * One version of what units should go by, and how far it has come.
 *
 * @param division its units, and those of all that lies in it
 * @param group of the division only the units that were in this group; null for all
 * @param former the version whose content it repeats; null where it is new
 * @param reason why it was stopped
 * @param units how many are how far, as far as the reader may see
 */
public record Configuration(
        long version,
        Division division,
        Group.@Nullable Label group,
        String title,
        Content content,
        @Nullable Long former,
        Standing standing,
        @Nullable String reason,
        String by,
        Instant made,
        Map<String, Long> units) {

    /** How far a version has come. */
    public enum Standing {
        /** With its first units. */
        TRYING,
        /** They go by it, and it goes out to the others by and by. */
        SPREADING,
        /** It has gone out to all; a unit that is away gets it when it is back. */
        COMPLETE,
        /** It goes out to no more units. */
        STOPPED;

        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Standing of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }

        /** Whether it may still be stopped. */
        public boolean underWay() {
            return this == TRYING || this == SPREADING;
        }
    }
}
