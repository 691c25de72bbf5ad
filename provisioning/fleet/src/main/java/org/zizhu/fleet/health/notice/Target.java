package org.zizhu.fleet.health.notice;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.unit.Division;

/**
 * Somebody who is told: by webhook or by mail.
 *
 * @param name stands in the log, and in the name of the file with the webhook's secret
 * @param webhook {@code https:}, or {@code http:} to this machine
 * @param mail addresses
 * @param on what of an alarm they are told; all where nothing is said
 * @param grades of which alarms; all where nothing is said
 * @param division code of the one whose alarms they are told, with all that lies in it; all where nothing is said
 */
public record Target(
        String name,
        @Nullable URI webhook,
        List<String> mail,
        Set<Message.Event> on,
        Set<Grade> grades,
        @Nullable String division) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    public Target {
        mail = mail == null ? List.of() : List.copyOf(mail);
        on = on == null ? EnumSet.allOf(Message.Event.class) : Set.copyOf(on);
        grades = grades == null ? EnumSet.allOf(Grade.class) : Set.copyOf(grades);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("deliveries: each has a name, of small letters, digits and hyphens");
        }
        if ((webhook == null) == mail.isEmpty()) {
            throw new IllegalArgumentException("deliveries: " + name + ": either webhook or mail");
        }
        if (webhook != null && !isSafe(webhook)) {
            throw new IllegalArgumentException("deliveries: " + name + ": https, or http to this machine");
        }
        if (division != null && !Division.isOne(division)) {
            throw new IllegalArgumentException("deliveries: " + name + ": a division's code has 6, 9 or 12 digits");
        }
    }

    public boolean byMail() {
        return webhook == null;
    }

    boolean wants(Message.Event event, Division where, Grade grade) {
        return on.contains(event)
                && grades.contains(grade)
                && (division == null || where.within(new Division(division)));
    }

    private static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && HERE.contains(host)));
    }
}
