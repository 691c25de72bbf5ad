package org.zizhu.kiosk.stock;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.zizhu.kiosk.journal.Move;
import org.zizhu.kiosk.journal.Place;

/**
 * Numbers that follow each other (印制号段): capitals that stay, and digits that count up.
 *
 * @param first as it is printed, with its zeros
 * @param count how many numbers, the first included
 */
public record SerialRange(String first, int count) {

    /** More than any magazine holds: a slip of the finger, and no range. */
    public static final int MOST = 2_000;

    private static final Pattern NUMBER = Pattern.compile("([A-Z]{0,6})([0-9]{1,20})");

    public SerialRange {
        if (!isNumber(first) || count < 1 || count > MOST) {
            throw new IllegalArgumentException("no range of numbers");
        }
    }

    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** From one to another of the same form and not before it, both included; empty when there is no such range. */
    public static Optional<SerialRange> between(String first, String last) {
        Matcher from = NUMBER.matcher(first);
        Matcher to = NUMBER.matcher(last);
        if (!from.matches() || !to.matches() || !from.group(1).equals(to.group(1)) || first.length() != last.length()) {
            return Optional.empty();
        }
        BigInteger count = new BigInteger(to.group(2))
                .subtract(new BigInteger(from.group(2)))
                .add(BigInteger.ONE);
        return count.signum() > 0 && count.compareTo(BigInteger.valueOf(MOST)) <= 0
                ? Optional.of(new SerialRange(first, count.intValue()))
                : Optional.empty();
    }

    public String last() {
        return at(count - 1);
    }

    /** Each of them, in order. */
    public List<String> numbers() {
        return IntStream.range(0, count).mapToObj(this::at).toList();
    }

    /** All of them go from one place to another. */
    public Move move(String store, Place from, Place to) {
        return new Move(store, from, to, count, first, last());
    }

    private String at(int place) {
        Matcher parts = NUMBER.matcher(first);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        String digits =
                new BigInteger(parts.group(2)).add(BigInteger.valueOf(place)).toString();
        return parts.group(1) + "0".repeat(Math.max(0, parts.group(2).length() - digits.length())) + digits;
    }
}
