package org.zizhu.platform.people;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers that stand on cards. */
public final class CardNumbers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private CardNumbers() {}

    /**
     * 公民身份号码 (GB 11643-1999), also of permits (area 810000, 820000, 830000).
     *
     * @param sequence 0 to 999; odd for men
     */
    static String resident(String area, LocalDate birth, int sequence) {
        return withCheck(area + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + digits(sequence, 3));
    }

    /** Foreigner's card of 2023: 9, region, country as digits, birth, sequence, and the check of GB 11643. */
    static String foreigner2023(String region, int country, LocalDate birth, int sequence) {
        return withCheck("9"
                + region
                + digits(country, 3)
                + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                + digits(sequence, 3));
    }

    /** Foreigner's card of 2017: three letters of the country, four digits of the region, birth, sequence and check. */
    static String foreigner2017(String country, String region, LocalDate birth, int sequence) {
        return country
                + region
                + birth.format(DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT))
                + digits(sequence, 2);
    }

    /** Whether the last of 18 characters is the right check of the first 17. */
    public static boolean checks(String number) {
        return number.matches("[0-9]{17}[0-9X]")
                && withCheck(number.substring(0, 17)).equals(number);
    }

    private static String withCheck(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (first17.charAt(i) - '0');
        }
        return first17 + CHECKS.charAt(sum % 11);
    }

    private static String digits(int value, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }
}
