package org.zizhu.platform.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands on one synthetic person's card. {@code toString} says nothing of the person.
 *
 * @param name in Chinese, at most 15 UTF-16 units; blank on a foreigner's card without a Chinese name
 * @param englishName foreigners only, else blank
 * @param sex GB/T 2261.1: "1" male, "2" female
 * @param nationality GB/T 3304 code for residents, ISO 3166 alpha-3 for foreigners, else blank
 * @param address at most 35 characters; blank on a foreigner's card
 * @param issuer at most 15 characters; blank on a foreigner's card
 * @param validUntil last valid day; null is long-term (长期)
 * @param passNumber 通行证号码, 9 characters, permits only
 * @param issues permits: 签发次数; foreigners: 证件版本号 or 换证次数; else blank
 */
public record Card(
        CardKind kind,
        String number,
        String name,
        String englishName,
        String sex,
        String nationality,
        LocalDate birth,
        String address,
        String issuer,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String passNumber,
        String issues) {

    /** The name by which the person is addressed and known to the register: Chinese where there is one. */
    public String knownName() {
        return name.isBlank() ? englishName : name;
    }

    @Override
    public String toString() {
        return "Card[" + kind + "]";
    }
}
