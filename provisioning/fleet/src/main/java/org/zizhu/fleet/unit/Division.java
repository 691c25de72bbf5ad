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
}
