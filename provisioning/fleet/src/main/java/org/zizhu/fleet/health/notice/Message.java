package org.zizhu.fleet.health.notice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;

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
 * @param names what people call the services that are spoken of, as far as units have told
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
        Map<String, Fact.Name> names,
        String since,
        String raised,
        @Nullable String acknowledgedBy,
        @Nullable String closed) {

    public Message {
        // One that was written down before there were names.
        names = names == null ? Map.of() : Map.copyOf(names);
    }

    /** What has happened to the alarm. */
    public enum Event {
        RAISED,
        /** Nobody has acknowledged it for too long. */
        ESCALATED,
        CLOSED
    }
}
