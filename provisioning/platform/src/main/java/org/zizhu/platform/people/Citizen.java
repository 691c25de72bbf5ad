package org.zizhu.platform.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as the register has them. {@code toString} says the register's own id only.
 *
 * @param validUntil last valid day of the card; null is long-term
 * @param phone on record; null for none
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
        Division division,
        @Nullable String phone) {

    /** The first character stays, the others are starred: enough to recognise oneself by. */
    public String maskedName() {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(Math.min(4, name.codePointCount(first, name.length())));
    }

    /** Four characters at each end stay: the holder of the paper can compare them. */
    public String maskedNumber() {
        return number.substring(0, 4) + "*".repeat(number.length() - 8) + number.substring(number.length() - 4);
    }

    /** The first three and last four digits stay: enough to know one's own phone by; null without one. */
    public @Nullable String maskedPhone() {
        return phone == null ? null : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    @Override
    public String toString() {
        return "Citizen[" + id + "]";
    }
}
