package org.zizhu.drivers.chipcard.socialsecurity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a social security card (社会保障卡) says freely of itself and its holder. Cards differ in what they hold: only the
 * number and the name are on each. {@code toString} says nothing of the holder.
 *
 * @param version of the card's specification: "1.00", "2.00" or "3.00"
 * @param identifier 卡的识别码, up to 32 digits; the first six are the division that issued the card
 * @param category 卡的类别, one character
 * @param initialisingBody 初始化机构编号, up to 24 digits
 * @param validUntil last valid day
 * @param cardNumber 卡号, as printed on the card
 * @param number 社会保障号码: the identity number
 * @param name as far as the card holds it; at most 50 bytes of GBK
 * @param sex by GB/T 2261.1: "1" male, "2" female
 * @param nationality by GB/T 3304, two digits
 * @param birthplace a division, six digits
 */
public record SocialSecurityCard(
        Optional<String> version,
        Optional<String> identifier,
        Optional<String> category,
        Optional<String> initialisingBody,
        Optional<LocalDate> issued,
        Optional<LocalDate> validUntil,
        Optional<String> cardNumber,
        String number,
        String name,
        Optional<String> sex,
        Optional<String> nationality,
        Optional<String> birthplace,
        Optional<LocalDate> birth) {

    private static final int DIVISION_DIGITS = 6;

    /** 发卡地区: the division that issued the card, six digits. */
    public Optional<String> issuingDivision() {
        return identifier
                .filter(digits -> digits.length() >= DIVISION_DIGITS)
                .map(digits -> digits.substring(0, DIVISION_DIGITS));
    }

    @Override
    public String toString() {
        return "SocialSecurityCard[" + version.orElse("unknown version") + "]";
    }
}
