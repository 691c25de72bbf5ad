package org.zizhu.fleet.group;

import java.time.Instant;
import java.util.regex.Pattern;
import org.zizhu.fleet.unit.Division;

/**
 * Units that somebody has put together by a name: 试点 a pilot, 医院大厅 the lobbies of hospitals. It narrows what a division holds and widens
 * nothing: whoever may not see a unit does not see it in a group either.
 *
 * @param number what addresses call it; the name may change
 * @param division all its units stand in it; who may give orders there may change the group
 * @param units how many are in it, as far as the reader may see
 */
public record Group(long number, String name, Division division, String by, Instant made, long units) {

    /** So that it fits where it is shown. */
    public static final int MOST_CHARACTERS = 30;

    /** One line, and nothing that might be somebody's number. */
    private static final Pattern NAME =
            Pattern.compile("(?!.*[0-9]{7})[^\\p{C}\\p{Z}]([^\\p{C}\\p{Zl}\\p{Zp}]{0,28}[^\\p{C}\\p{Z}])?");

    /** Which group something was for. */
    public record Label(long number, String name) {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public Label label() {
        return new Label(number, name);
    }
}
