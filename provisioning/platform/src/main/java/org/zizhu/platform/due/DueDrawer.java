package org.zizhu.platform.due;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.people.Person;

/**
 * Draws what is due in the sandbox city. All follows from a person's place in the census and the day of founding, so that it is the
 * same at every start, and nothing else had to be drawn anew for it.
 */
public final class DueDrawer {

    private static final long MEDICAL_INSURANCE_FEN = 40_000;
    private static final long REGISTRATION_FEN = 8_000;

    /** The first step of a city's water price a cubic metre, and the sewage charge. */
    private static final int WATER_FEN = 258;

    private static final int SEWAGE_FEN = 95;

    /** An offence that is found without stopping anybody, with what it costs (道路交通安全法 art. 90, 公安部令第163号). */
    private record Offence(Text name, long fen, int points) {}

    private static final List<Offence> OFFENCES = List.of(
            new Offence(new Text("违反禁止停车标线", "Parking where it is forbidden"), 15_000, 0),
            new Offence(new Text("不按交通信号灯通行", "Running a red light"), 20_000, 6),
            new Offence(new Text("超过规定时速 10% 未达 20%", "10 to 20 % over the speed limit"), 20_000, 0),
            new Offence(new Text("驾驶人未按规定使用安全带", "Driving without a seat belt"), 5_000, 1));

    private static final List<String> ROADS = List.of("示例大道", "模拟路与测试街路口", "样板环线", "演示桥北");

    private final LocalDate founded;

    public DueDrawer(LocalDate founded) {
        this.founded = founded;
    }

    /**
     * What a person owes: everybody the medical insurance of next year, three in four one to three fines, one in three a registration
     * fee.
     *
     * @param place in the census
     */
    public List<Due> of(Person person, int place) {
        List<Due> dues = new ArrayList<>();
        dues.add(medicalInsurance(person, place));
        // So the well-known people have from none to three.
        for (int i = 0; i < (place + 2) % 4; i++) {
            dues.add(fine(person, place, i));
        }
        if (place % 3 == 0 || person.id().equals("statement")) {
            dues.add(registration(person, place));
        }
        return dues;
    }

    /** The water bills of the household that a person is the customer for: those of the last one or two months. */
    public Household household(Person person, int place) {
        List<Due> bills = new ArrayList<>();
        YearMonth last = YearMonth.from(founded).minusMonths(1);
        String number = String.format(Locale.ROOT, "%s%04d", person.division().code(), place);
        for (YearMonth month = last.minusMonths(place % 2); !month.isAfter(last); month = month.plusMonths(1)) {
            bills.add(water(person, place, number, month));
        }
        return new Household(number, masked(person.card().knownName()), bills);
    }

    private Due medicalInsurance(Person person, int place) {
        String year = String.valueOf(founded.getYear() + 1);
        return new Due(
                id(1, place, 0),
                DueKind.MEDICAL_INSURANCE,
                MEDICAL_INSURANCE_FEN,
                new Text("国家税务总局" + person.division().city() + "税务局", "Tax office"),
                new Text(year + " 年度城乡居民医保费", "Residents' medical insurance for " + year),
                year,
                List.of(
                        same("缴费年度", "Year", year),
                        new Due.Detail(new Text("参保类别", "Scheme"), new Text("城乡居民（成年）", "Residents, adults")),
                        new Due.Detail(
                                new Text("参保地", "Insured in"),
                                same(person.division().name()))));
    }

    private Due fine(Person person, int place, int nth) {
        Offence offence = OFFENCES.get((place + nth) % OFFENCES.size());
        LocalDate day = founded.minusDays(9 + 13L * nth + place % 7);
        String road = person.division().name() + ROADS.get((place + nth) % ROADS.size());
        return new Due(
                id(2, place, nth),
                DueKind.TRAFFIC_FINE,
                offence.fen,
                new Text(person.division().city() + "公安局交通管理局", "Traffic police, non-tax revenue"),
                new Text("交通违法罚款", "Traffic fine"),
                null,
                List.of(
                        new Due.Detail(new Text("违法行为", "Offence"), offence.name),
                        same("时间", "Date", day.toString()),
                        new Due.Detail(new Text("地点", "Place"), same(road)),
                        same("记分", "Points", String.valueOf(offence.points)),
                        same("决定书编号", "Ticket number", ticket(person, place, nth))));
    }

    private static String ticket(Person person, int place, int nth) {
        return String.format(Locale.ROOT, "%s19%07d", person.division().code(), 10L * place + nth);
    }

    private Due registration(Person person, int place) {
        String accepted = founded.minusDays(3L + place % 20).toString();
        return new Due(
                id(3, place, 0),
                DueKind.PROPERTY_FEE,
                REGISTRATION_FEN,
                new Text(person.division().city() + "不动产登记中心", "Real estate registry, non-tax revenue"),
                new Text("不动产登记费（住宅）", "Property registration, dwelling"),
                null,
                List.of(
                        new Due.Detail(new Text("登记类型", "Registration"), new Text("转移登记", "Transfer")),
                        same("受理日期", "Accepted", accepted),
                        same(
                                "受理编号",
                                "Case number",
                                accepted.replace("-", "") + String.format(Locale.ROOT, "%05d", place))));
    }

    private static Due water(Person person, int place, String household, YearMonth month) {
        int cubicMetres = 6 + (7 * place + month.getMonthValue()) % 19;
        return new Due(
                id(4, place, month.getMonthValue()),
                DueKind.WATER,
                (long) cubicMetres * (WATER_FEN + SEWAGE_FEN),
                new Text(person.division().name() + "示范水务", "Demonstration Water"),
                new Text("水费 " + month, "Water " + month),
                month.toString(),
                List.of(
                        same("户号", "Household", household),
                        same("用水量", "Used", cubicMetres + " m³"),
                        same("水价（含污水处理费）", "Price, sewage included", "¥3.53 / m³")));
    }

    /** Says the kind, and of whom it is their place in the census. */
    private static String id(int kind, int place, int nth) {
        return String.format(Locale.ROOT, "D%d%06d%02d", kind, place, nth);
    }

    private static String masked(String name) {
        int points = name.codePointCount(0, name.length());
        return "*".repeat(Math.min(4, points - 1)) + name.substring(name.offsetByCodePoints(0, points - 1));
    }

    private static Due.Detail same(String zh, String en, String value) {
        return new Due.Detail(new Text(zh, en), same(value));
    }

    private static Text same(String words) {
        return new Text(words, words);
    }
}
