package org.zizhu.fleet.unit;

import java.util.regex.Pattern;

/**
 * A division (行政区划) that a unit stands in, or an operator looks after: 市 city, 县 county, 乡镇 township, 村 village.
 *
 * @param code GB/T 2260 and what is below it: 6 digits, 9 for a township, 12 for a village
 */
public record Division(String code) {

    private static final Pattern FORM = Pattern.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}");

    /** @throws IllegalArgumentException if it is none */
    public Division {
        if (!isOne(code)) {
            throw new IllegalArgumentException("not the code of a division");
        }
    }

    public static boolean isOne(String code) {
        return FORM.matcher(code).matches();
    }

    /** What the codes of all divisions inside begin with: 430100 is the city of all 4301…. */
    public String prefix() {
        if (code.length() == 6 && code.endsWith("00")) {
            return code.endsWith("0000") ? code.substring(0, 2) : code.substring(0, 4);
        }
        return code;
    }

    /** Whether it is the other or lies in it. */
    public boolean within(Division other) {
        return code.startsWith(other.prefix());
    }

    /** The one that it is, or lies in, a level below the other: a county of its city, a township of its county; itself if that is the other. */
    public Division below(Division other) {
        int length = other.prefix().length();
        if (code.length() <= length || !within(other) || equals(other)) {
            return this;
        }
        int next = length < 6 ? length + 2 : length + 3;
        String below = code.substring(0, next);
        return new Division(below.length() == 4 ? below + "00" : below);
    }

    /** The one around it; itself for a province. */
    public Division above() {
        int length = prefix().length();
        if (length <= 2) {
            return this;
        }
        String above = code.substring(0, length <= 6 ? length - 2 : length - 3);
        return new Division(above + "0".repeat(Math.max(0, 6 - above.length())));
    }
}
