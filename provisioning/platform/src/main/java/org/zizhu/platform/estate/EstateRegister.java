package org.zizhu.platform.estate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.zizhu.platform.people.Citizen;

/** What the sandbox's citizens own: always the same for the same person, and for some nothing. */
public final class EstateRegister {

    private static final List<String> ROADS = List.of("示例大道", "样板路", "模型街", "例证巷");
    private static final int MOST = 3;

    private EstateRegister() {}

    /** By date of registration, the oldest first; empty where nothing is on record. */
    public static List<Estate> of(Citizen owner) {
        SplittableRandom random = new SplittableRandom(owner.id().hashCode());
        int owned = random.nextInt(MOST + 1);
        List<Estate> estates = new ArrayList<>();
        int year = 1998 + random.nextInt(10);
        for (int i = 0; i < owned; i++) {
            year += 1 + random.nextInt(8);
            String division = owner.division().code();
            boolean dwelling = random.nextInt(5) > 0;
            estates.add(new Estate(
                    String.format(
                            Locale.ROOT,
                            "%s%03d%03dGB%05dF%04d%04d",
                            division,
                            1 + random.nextInt(20),
                            1 + random.nextInt(60),
                            1 + random.nextInt(99_999),
                            1 + random.nextInt(40),
                            1 + random.nextInt(900)),
                    String.format(Locale.ROOT, "(%d)示范不动产权第%07d号", year, random.nextInt(10_000_000)),
                    owner.division().city() + owner.division().name() + ROADS.get(random.nextInt(ROADS.size()))
                            + (1 + random.nextInt(300)) + "号"
                            + (dwelling
                                    ? (1 + random.nextInt(30)) + "栋" + (101 + 100 * random.nextInt(28)) + "室"
                                    : "商铺"),
                    dwelling ? "住宅" : "商业",
                    BigDecimal.valueOf(3_500 + random.nextInt(14_000), 2),
                    LocalDate.of(year, 1 + random.nextInt(12), 1 + random.nextInt(28)),
                    random.nextInt(3) == 0));
        }
        return estates;
    }
}
