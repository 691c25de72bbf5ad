package org.zizhu.platform.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as the register has them. {@code toString} says the register's own id only.
 *
 * @param validUntil last valid day of the card; null is long-term
 */
public record Citizen(
        String id,
        CardKind kind,
        String number,
        String name,
        String sex,
        LocalDate birth,
        @Nullable LocalDate validUntil,
        boolean lost,
        Division division) {

    /** The first character stays, the others are starred: enough to recognise oneself by. */
    public String maskedName() {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(Math.min(4, name.codePointCount(first, name.length())));
    }

    /** Four characters at each end stay: the holder of the paper can compare them. */
    public String maskedNumber() {
        return number.substring(0, 4) + "*".repeat(number.length() - 8) + number.substring(number.length() - 4);
    }

    @Override
    public String toString() {
        return "Citizen[" + id + "]";
    }
}
