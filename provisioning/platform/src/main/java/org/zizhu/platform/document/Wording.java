package org.zizhu.platform.document;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zizhu.platform.document.Paper.Column;
import org.zizhu.platform.document.Paper.Fact;
import org.zizhu.platform.estate.Estate;
import org.zizhu.platform.estate.EstateRegister;
import org.zizhu.platform.insurance.Contribution;
import org.zizhu.platform.insurance.History;
import org.zizhu.platform.people.Citizen;

/** What the documents say. */
final class Wording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年MM月dd日", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy年MM月", Locale.ROOT);

    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("yyyy.MM", Locale.ROOT);

    private static final String YUAN = "金额单位：人民币元";

    private Wording() {}

    static Paper of(Order order) {
        return switch (order.type()) {
            case INSURANCE_CERTIFICATE -> certificate(order);
            case CONTRIBUTION_STATEMENT -> statement(order);
            case PROPERTY_STATEMENT -> extract(order);
            case BUSINESS_LICENCE -> throw new IllegalArgumentException("a licence has its own typesetter");
        };
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static Paper certificate(Order order) {
        List<List<String>> rows = new ArrayList<>();
        for (History.Year year : order.history().years()) {
            rows.add(List.of(
                    String.valueOf(year.year()),
                    year.employer(),
                    String.valueOf(year.paidMonths()),
                    yuan(year.baseFen()),
                    yuan(year.personalFen()),
                    yuan(year.employerFen())));
        }
        return new Paper(
                facts(order),
                holder(order.citizen()),
                "缴费明细（按年度和参保单位）",
                YUAN,
                List.of(
                        new Column("年度", 16, Sheet.Anchor.MIDDLE),
                        new Column("参保单位", 62, Sheet.Anchor.LEFT),
                        new Column("缴费月数", 19, Sheet.Anchor.MIDDLE),
                        new Column("月缴费基数", 23, Sheet.Anchor.RIGHT),
                        new Column("个人缴费", 23, Sheet.Anchor.RIGHT),
                        new Column("单位缴费", 23, Sheet.Anchor.RIGHT)),
                rows,
                total(order, "", String.valueOf(order.history().months().size())),
                List.of(
                        "兹证明上述人员在本市参加社会保险及缴费情况如上。数据截至" + day(order.day()) + "。",
                        "This certifies the insurance and the contributions in this city of the person named above."),
                notes(order));
    }

    private static Paper statement(Order order) {
        List<List<String>> rows = new ArrayList<>();
        for (History.Period period : order.history().periods()) {
            Contribution last = period.last();
            rows.add(List.of(
                    span(period.first().month(), last.month()),
                    last.employer(),
                    last.payment().title().zh(),
                    yuan(last.baseFen()),
                    yuan(last.personalFen()),
                    yuan(last.employerFen())));
        }
        return new Paper(
                facts(order),
                holder(order.citizen()),
                "缴费记录（各时段的每月金额）",
                YUAN,
                List.of(
                        new Column("费款所属期", 31, Sheet.Anchor.MIDDLE),
                        new Column("参保单位", 50, Sheet.Anchor.LEFT),
                        new Column("缴费类型", 18, Sheet.Anchor.MIDDLE),
                        new Column("缴费基数", 21, Sheet.Anchor.RIGHT),
                        new Column("个人缴费", 22.5f, Sheet.Anchor.RIGHT),
                        new Column("单位缴费", 23.5f, Sheet.Anchor.RIGHT)),
                rows,
                total(order, order.history().months().size() + " 个月", ""),
                List.of(
                        "以上为该参保人在本市的社会保险缴费记录。数据截至" + day(order.day()) + "。",
                        "The above are the contributions recorded for this person in this city."),
                notes(order));
    }

    private static Paper extract(Order order) {
        Citizen citizen = order.citizen();
        List<List<String>> rows = new ArrayList<>();
        for (Estate estate : EstateRegister.of(citizen)) {
            rows.add(List.of(
                    estate.certificate(),
                    estate.location(),
                    estate.use(),
                    estate.squareMetres().toPlainString(),
                    day(estate.registered()),
                    estate.mortgaged() ? "已抵押" : "无"));
        }
        String found = rows.isEmpty()
                ? "经查询，截至" + day(order.day()) + "，未查到上述人员在本市的不动产登记信息。"
                : "经查询，截至" + day(order.day()) + "，上述人员在本市的不动产登记信息如上。";
        return new Paper(
                List.of(
                        holder(citizen),
                        List.of(new Fact("证件类型", citizen.kind().title().zh()), new Fact("查询日期", day(order.day())))),
                holder(citizen),
                "不动产登记信息",
                "面积单位：平方米",
                List.of(
                        new Column("不动产权证号", 50, Sheet.Anchor.LEFT),
                        new Column("坐落", 47, Sheet.Anchor.LEFT),
                        new Column("用途", 13, Sheet.Anchor.MIDDLE),
                        new Column("建筑面积", 17, Sheet.Anchor.RIGHT),
                        new Column("登记日期", 25, Sheet.Anchor.MIDDLE),
                        new Column("抵押", 14, Sheet.Anchor.MIDDLE)),
                rows,
                List.of("合计", rows.size() + " 处", "", "", "", ""),
                List.of(found, "This is what the property register of this city has of the person named above."),
                notes(order));
    }

    private static List<List<Fact>> facts(Order order) {
        Citizen citizen = order.citizen();
        History history = order.history();
        Contribution last = history.months().get(history.months().size() - 1);
        return List.of(
                List.of(new Fact("姓名", citizen.name()), new Fact("性别", sex(citizen.sex()))),
                List.of(
                        new Fact("证件号码", citizen.number()),
                        new Fact("证件类型", citizen.kind().title().zh())),
                List.of(
                        new Fact(
                                "参保地",
                                citizen.division().city() + citizen.division().name()),
                        new Fact("出生日期", day(citizen.birth()))),
                List.of(
                        new Fact("参保险种", last.scheme().title().zh()),
                        new Fact(
                                "参保状态",
                                history.status(YearMonth.from(order.day())).zh())),
                List.of(
                        new Fact(
                                "缴费起止",
                                MONTH.format(history.first().orElseThrow())
                                        + " 至 "
                                        + MONTH.format(history.last().orElseThrow())),
                        new Fact("累计缴费", history.months().size() + " 个月")));
    }

    private static List<Fact> holder(Citizen citizen) {
        return List.of(new Fact("姓名", citizen.name()), new Fact("证件号码", citizen.number()));
    }

    private static List<String> total(Order order, String second, String third) {
        return List.of(
                "合计",
                second,
                third,
                "",
                yuan(order.history().personalFen()),
                yuan(order.history().employerFen()));
    }

    private static List<String> notes(Order order) {
        return List.of(
                "有效期至" + day(order.validUntil()) + "。Valid until " + order.validUntil() + ".",
                "本件加盖电子印章并附电子签名。打印件与电子原件具有同等效力，真伪以扫码核验结果为准。",
                "Printed copies are as valid as the electronic original. To verify, scan the code or open:",
                order.url());
    }

    private static String span(YearMonth first, YearMonth last) {
        return first.equals(last)
                ? SHORT_MONTH.format(first)
                : SHORT_MONTH.format(first) + "—" + SHORT_MONTH.format(last);
    }

    private static String sex(String code) {
        return code.equals("1") ? "男" : code.equals("2") ? "女" : "未说明";
    }

    private static String yuan(long fen) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(BigDecimal.valueOf(fen, 2));
    }
}
