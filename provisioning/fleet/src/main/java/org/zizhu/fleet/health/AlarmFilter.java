package org.zizhu.fleet.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.unit.Division;

/**
 * Which alarms somebody wants to see.
 *
 * @param scope they see what concerns a unit in it, and nothing else
 * @param standing null for all
 * @param grade null for all
 * @param rule keyword; empty for all
 * @param unit part of a unit's id; empty for all
 */
public record AlarmFilter(Among scope, @Nullable Standing standing, @Nullable Grade grade, String rule, String unit) {

    /** How far people are with an alarm. */
    public enum Standing {
        /** Nobody has taken it on. */
        WAITING("a.closed_at IS NULL AND a.acknowledged_at IS NULL"),
        ACKNOWLEDGED("a.closed_at IS NULL AND a.acknowledged_at IS NOT NULL"),
        /** Either of those. */
        OPEN("a.closed_at IS NULL"),
        CLOSED("a.closed_at IS NOT NULL");

        private final String condition;

        Standing(String condition) {
            this.condition = condition;
        }

        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Standing> of(String keyword) {
            for (Standing standing : values()) {
                if (standing.keyword().equals(keyword)) {
                    return Optional.of(standing);
                }
            }
            return Optional.empty();
        }
    }

    /** Of all units there. */
    public AlarmFilter(Division scope, @Nullable Standing standing, @Nullable Grade grade, String rule, String unit) {
        this(Among.all(scope), standing, grade, rule, unit);
    }

    /** All that are open there. */
    public static AlarmFilter open(Division scope) {
        return new AlarmFilter(scope, Standing.OPEN, null, "", "");
    }

    public AlarmFilter with(Standing other) {
        return new AlarmFilter(scope, other, grade, rule, unit);
    }

    public AlarmFilter with(Grade other) {
        return new AlarmFilter(scope, standing, other, rule, unit);
    }

    /** As SQL on {@code alarm a}, with its values after it in the same order. */
    String condition() {
        StringBuilder sql = new StringBuilder("EXISTS (SELECT 1 FROM alarm_unit m JOIN unit u ON u.id = m.unit"
                + " WHERE m.alarm = a.id AND " + scope.condition() + " AND lower(u.id) LIKE ? ESCAPE '!')");
        if (standing != null) {
            sql.append(" AND ").append(standing.condition);
        }
        if (grade != null) {
            sql.append(" AND a.grade = ?");
        }
        if (!rule.isEmpty()) {
            sql.append(" AND a.rule = ?");
        }
        return sql.toString();
    }

    List<Object> values() {
        List<Object> values = new ArrayList<>(scope.values());
        values.add("%" + unit.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        if (grade != null) {
            values.add(grade.keyword());
        }
        if (!rule.isEmpty()) {
            values.add(rule);
        }
        return values;
    }
}
