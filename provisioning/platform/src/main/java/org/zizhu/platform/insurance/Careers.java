package org.zizhu.platform.insurance;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws plausible working lives. */
public final class Careers {

    private static final List<String> TRADES =
            List.of("印刷厂", "茶叶有限公司", "机械制造有限公司", "超市连锁有限公司", "建筑工程有限公司", "中药材合作社", "物流有限公司", "软件有限公司", "幼儿园", "陶瓷厂");

    private static final String SELF_EMPLOYED = "灵活就业人员";

    /** Wages, and with them the bases, have grown by about this much a year. */
    private static final double YEARLY_GROWTH = 1.07;

    private Careers() {}

    /**
     * A working life without a gap.
     *
     * @param city where the employers are
     * @param last the last month paid
     */
    public static List<Contribution> draw(String city, YearMonth last, int months, RandomGenerator random) {
        List<Contribution> life = new ArrayList<>(months);
        String employer = employer(city, random);
        // Monthly base today, 4 200 to 12 000 yuan.
        long baseToday = 4200 + 100L * random.nextInt(79);
        for (int back = months - 1; back >= 0; back--) {
            YearMonth month = last.minusMonths(back);
            if (month.getMonthValue() == 7 && random.nextInt(9) == 0) {
                employer = random.nextInt(6) == 0 ? SELF_EMPLOYED : employer(city, random);
            }
            long baseFen = 100 * Math.round(baseToday / Math.pow(YEARLY_GROWTH, last.getYear() - month.getYear()));
            life.add(contribution(month, employer, baseFen, random.nextInt(60) == 0));
        }
        return life;
    }

    private static Contribution contribution(YearMonth month, String employer, long baseFen, boolean late) {
        boolean selfEmployed = employer.equals(SELF_EMPLOYED);
        // The employer's share of the basic pension fell from 20 % to 16 % in May 2019.
        int employerPercent = month.isBefore(YearMonth.of(2019, 5)) ? 20 : 16;
        return new Contribution(
                month,
                selfEmployed ? Scheme.FLEXIBLE : Scheme.EMPLOYEE,
                employer,
                baseFen,
                baseFen * (selfEmployed ? 20 : 8) / 100,
                selfEmployed ? 0 : baseFen * employerPercent / 100,
                late ? Payment.PAID_LATE : Payment.PAID);
    }

    private static String employer(String city, RandomGenerator random) {
        String place = city.replace("市", "");
        String ordinal = List.of("第一", "第二", "第三", "新", "东方").get(random.nextInt(5));
        return place + "示例" + ordinal + TRADES.get(random.nextInt(TRADES.size()));
    }
}
