package org.zizhu.fleet.health.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes out of an alarm, as it was at that moment: a webhook gets it as JSON, a mail says the same in words. Times are RFC 3339 in UTC.
 *
 * @param number of the alarm
 * @param rule keyword, and its name in both languages
 * @param grade {@code down}, {@code stuck} or {@code degraded}
 * @param kind of what is at fault: {@code unit}, {@code device}, {@code link}, {@code service} or {@code stock}
 * @param name of what is at fault; {@code -} for the unit itself
 * @param unit null where it is many
 * @param units how many have it
 * @param reasons keywords
 * @param effects services that it takes away; {@code -} for the whole unit
 */
public record Message(
        Event event,
        String at,
        long number,
        String rule,
        String chinese,
        String english,
        String grade,
        String kind,
        String name,
        String division,
        @Nullable String unit,
        long units,
        List<String> reasons,
        List<String> effects,
        String since,
        String raised,
        @Nullable String acknowledgedBy,
        @Nullable String closed) {

    /** What has happened to the alarm. */
    public enum Event {
        RAISED,
        /** Nobody has acknowledged it for too long. */
        ESCALATED,
        CLOSED
    }
}
