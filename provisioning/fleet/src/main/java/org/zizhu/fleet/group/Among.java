package org.zizhu.fleet.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.unit.Division;

/**
 * The units of a division and of all that lies in it; where a group is named, only those of them that are in it. The division always holds,
 * so that a group's number, also a guessed one, opens nothing.
 *
 * @param group its number; null for all
 */
public record Among(Division division, @Nullable Long group) {

    /** Of a group that nobody has: no unit is in it. */
    public static final long NO_GROUP = 0;

    public static Among all(Division division) {
        return new Among(division, null);
    }

    /** As SQL on {@code unit u}. */
    public String condition() {
        return "u.division LIKE ?"
                + (group == null
                        ? ""
                        : " AND EXISTS (SELECT 1 FROM unit_group_member g WHERE g.unit = u.id AND g.unit_group = ?)");
    }

    /** The values of the condition, in its order. */
    public List<Object> values() {
        String prefix = division.prefix() + "%";
        return group == null ? List.of(prefix) : List.of(prefix, group);
    }
}
