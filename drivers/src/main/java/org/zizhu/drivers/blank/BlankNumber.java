package org.zizhu.drivers.blank;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the numbers of blanks (印制号) follow each other: capitals that stay, and digits that count up. */
public final class BlankNumber {

    private static final Pattern NUMBER = Pattern.compile("([A-Z]{0,6})([0-9]{6,20})");

    private BlankNumber() {}

    public static boolean isOne(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The number of the blank so many places behind that one; negative before it. */
    public static String after(String number, long places) {
        Matcher parts = NUMBER.matcher(number);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the number of a blank");
        }
        String digits =
                new BigInteger(parts.group(2)).add(BigInteger.valueOf(places)).toString();
        return parts.group(1) + "0".repeat(Math.max(0, parts.group(2).length() - digits.length())) + digits;
    }
}
