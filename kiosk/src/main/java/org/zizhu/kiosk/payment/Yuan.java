package org.zizhu.kiosk.payment;

import java.math.BigDecimal;
import java.util.Locale;
import org.zizhu.kiosk.screen.Text;

/** Sums of money for people. All sums are in fen (分). */
public final class Yuan {

    private static final String[] DIGITS = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿"};
    private static final int FEN = 100;
    private static final int TEN_THOUSAND = 10_000;

    private Yuan() {}

    /** In digits: ¥1,234.50. */
    public static Text of(long fen) {
        return Text.same("¥" + String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2)));
    }

    /**
     * In words, as a bill has it (人民币大写, 支付结算办法 annex 1): 壹仟贰佰叁拾肆元伍角整.
     *
     * @param fen from 1 to under a trillion yuan
     */
    public static Text inWords(long fen) {
        long yuan = fen / FEN;
        int jiao = (int) (fen / 10 % 10);
        int last = (int) (fen % 10);
        StringBuilder words = new StringBuilder();
        if (yuan > 0) {
            words.append(whole(yuan)).append("元");
        }
        if (jiao > 0) {
            words.append(DIGITS[jiao]).append("角");
        } else if (last > 0 && yuan > 0) {
            words.append(DIGITS[0]);
        }
        words.append(last > 0 ? DIGITS[last] + "分" : "整");
        String english = jiao + last == 0
                ? String.format(Locale.ROOT, "%,d yuan", yuan)
                : String.format(Locale.ROOT, "%,.2f yuan", BigDecimal.valueOf(fen, 2));
        return Text.of(words.toString(), english);
    }

    private static String whole(long yuan) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int group = GROUPS.length - 1; group >= 0; group--) {
            int part = (int) (yuan / power(TEN_THOUSAND, group) % TEN_THOUSAND);
            gap |= words.length() > 0 && part < TEN_THOUSAND / 10;
            if (part > 0) {
                if (gap && words.length() > 0) {
                    words.append(DIGITS[0]);
                }
                words.append(group(part)).append(GROUPS[group]);
                gap = part % 10 == 0;
            }
        }
        return words.toString();
    }

    private static String group(int part) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int place = PLACES.length - 1; place >= 0; place--) {
            int digit = (int) (part / power(10, place) % 10);
            if (digit == 0) {
                gap = words.length() > 0;
            } else {
                if (gap) {
                    words.append(DIGITS[0]);
                }
                words.append(DIGITS[digit]).append(PLACES[place]);
                gap = false;
            }
        }
        return words.toString();
    }

    private static long power(int base, int exponent) {
        return exponent == 0 ? 1 : base * power(base, exponent - 1);
    }
}
