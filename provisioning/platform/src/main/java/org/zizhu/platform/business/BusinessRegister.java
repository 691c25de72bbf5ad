package org.zizhu.platform.business;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.zizhu.platform.people.Citizen;

/** What the sandbox's citizens run: always the same for the same person, and for most nothing. */
public final class BusinessRegister {

    /** One in so many of the unnamed. */
    private static final int ONE_IN = 3;

    /** Those that scripts and tests call by id, and count on. */
    private static final Set<String> OWNERS = Set.of("certificate", "query", "one-page", "long-name", "rare-plane-2");

    private static final Set<String> WITHOUT = Set.of("progress", "no-insurance");

    private record Trade(String word, String scope) {}

    private static final List<Trade> TRADES = List.of(
            new Trade("面馆", "餐饮服务；食品销售；外卖递送服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"),
            new Trade("书屋", "出版物零售；文具用品零售；办公用品销售；图文设计制作。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"),
            new Trade("花店", "园艺产品销售；礼品花卉销售；工艺美术品零售。（除依法须经批准的项目外，自主开展法律法规未禁止、未限制的经营活动）"),
            new Trade("修理部", "自行车修理；家用电器修理；日用品修理；五金产品零售。（除依法须经批准的项目外，自主开展法律法规未禁止、未限制的经营活动）"));

    private static final List<String> WORDS = List.of("芙蓉", "桂香", "云溪", "长顺", "和记", "晨光");
    private static final List<String> ROADS = List.of("示例大道", "样板路", "模型街", "例证巷");

    /** GB 32100-2015 §4: neither I, O, S, V nor Z. */
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private BusinessRegister() {}

    /** Empty where nothing is on record. */
    public static Optional<Business> of(Citizen owner) {
        // Not the stream that the estates are drawn from.
        SplittableRandom random = new SplittableRandom(owner.id().hashCode() * 31L + 7);
        boolean drawn = random.nextInt(ONE_IN) == 0;
        if (WITHOUT.contains(owner.id()) || !(drawn || OWNERS.contains(owner.id()))) {
            return Optional.empty();
        }
        boolean company = random.nextInt(4) == 0;
        Trade trade = TRADES.get(random.nextInt(TRADES.size()));
        String place = owner.division().city() + owner.division().name();
        String word = "示范" + WORDS.get(random.nextInt(WORDS.size())) + trade.word();
        return Optional.of(new Business(
                code(company, owner.division().code(), random),
                company ? owner.division().city() + word + "有限公司" : place + word,
                company,
                owner.name(),
                place + ROADS.get(random.nextInt(ROADS.size())) + (1 + random.nextInt(300)) + "号"
                        + (1 + random.nextInt(20)) + "号门面",
                trade.scope(),
                company ? 10 * (1 + random.nextInt(50)) : 0,
                LocalDate.of(2012 + random.nextInt(13), 1 + random.nextInt(12), 1 + random.nextInt(28))));
    }

    /** Registered at the market regulator (9) as a company (1) or an individual business (2). */
    private static String code(boolean company, String division, SplittableRandom random) {
        String body = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
        String organisation = body + organisationCheck(body);
        String code = "9" + (company ? "1" : "2") + division + organisation;
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < code.length(); i++) {
            sum += CHARACTERS.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % CHARACTERS.length();
        }
        return code + CHARACTERS.charAt((CHARACTERS.length() - sum % CHARACTERS.length()) % CHARACTERS.length());
    }

    /** GB 11714: weighted modulo 11, with X for ten. */
    private static char organisationCheck(String body) {
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Character.digit(body.charAt(i), 10) * weights[i];
        }
        return "0123456789X0".charAt(11 - sum % 11);
    }
}
