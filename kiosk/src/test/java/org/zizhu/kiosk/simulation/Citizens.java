package org.zizhu.kiosk.simulation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zizhu.drivers.idcard.IdCard;

/** Synthetic people, each with a name and number of their own, which can be found wherever they were left. All are born before 1900. */
final class Citizens {

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    /** A surname that is in no word of the kiosk, and the begin of all their numbers. */
    private static final Pattern ANYBODY = Pattern.compile("甪[甲乙丙丁戊己庚辛壬癸]|43010218\\d{10}");

    private Citizens() {}

    /** Whether a text names anybody. */
    static boolean named(String text) {
        return (text.indexOf('甪') >= 0 || text.contains("43010218"))
                && ANYBODY.matcher(text).find();
    }

    /** The n-th of them. */
    static IdCard.Resident card(int n, LocalDate until) {
        StringBuilder name = new StringBuilder("甪");
        for (char digit : Integer.toString(n).toCharArray()) {
            name.append(STEMS.charAt(digit - '0'));
        }
        LocalDate birth = LocalDate.of(1810 + n / 9000 % 80, 1 + n / 750 % 12, 1 + n / 27 % 27);
        String body = "430102%d%02d%02d%03d"
                .formatted(birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth(), n % 27 * 30 + 1);
        return new IdCard.Resident(
                name.toString(),
                IdCard.Sex.FEMALE,
                "01",
                birth,
                "湖南省长沙市芙蓉区定王台街道1号",
                body + check(body),
                "长沙市公安局芙蓉分局",
                new IdCard.Validity(LocalDate.of(2016, 1, 1), Optional.of(until)));
    }

    private static char check(String body) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }
}
