package org.zizhu.fleet.operator;

import java.util.regex.Pattern;
import org.zizhu.fleet.unit.Division;

/**
 * Somebody at the centre, or at a township's.
 *
 * @param name to sign in with; stands in the audit
 * @param division they see the units of this one and of what lies in it, and no others
 */
public record Operator(String name, Role role, Division division) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,31}");

    /** @throws IllegalArgumentException if that can't be a name */
    public Operator {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name to sign in with");
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether they may do what this role may, there. */
    public boolean may(Role deed, Division there) {
        return role.mayWhat(deed) && there.within(division);
    }
}
