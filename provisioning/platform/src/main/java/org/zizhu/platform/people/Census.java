package org.zizhu.platform.people;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.casework.CaseDrawer;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.casework.CaseItem;
import org.zizhu.platform.insurance.Careers;
import org.zizhu.platform.insurance.Contribution;

/**
 * Draws the people of the sandbox city: the same for the same seed and day of founding. Everyone is born before 1900, so that no
 * number can be that of a living person.
 */
public final class Census {

    /** A founding city: prefix of its divisions and the (fictitious) USCC of its insurance office, domain note 8.1. */
    private record City(String prefix, String office) {}

    private static final List<City> CITIES = List.of(
            new City("4301", "114301000000000008"),
            new City("4117", "114117020000000008"),
            new City("410927", "11410927000000000D"),
            new City("4308", "114308020000000009"),
            new City("4504", "114504050000000008"));

    private static final int RESIDENTS_PER_CITY = 62;
    private static final int MONTHS_A_YEAR = 12;

    /** Letters (ISO 3166) and number of a country, for foreigners' cards. */
    private record Country(String letters, int number) {}

    private static final List<Country> COUNTRIES =
            List.of(new Country("CAN", 124), new Country("DEU", 276), new Country("PAK", 586), new Country("JPN", 392));

    private static final List<CaseItem> ITEMS = List.of(CaseItem.values());
    private static final List<CaseFile.Outcome> OUTCOMES = List.of(CaseFile.Outcome.values());

    private final Divisions divisions = new Divisions();
    private final RandomGenerator random;
    private final LocalDate founded;
    private final List<Person> people = new ArrayList<>();
    /** Sequence within a birthday and division; going up, it keeps all numbers apart. */
    private int sequence = 2;

    private Census(long seed, LocalDate founded) {
        this.random = new SplittableRandom(seed);
        this.founded = founded;
    }

    public static List<Person> draw(long seed, LocalDate founded) {
        Census census = new Census(seed, founded);
        census.wellKnown();
        CITIES.forEach(census::residents);
        census.guests();
        return List.copyOf(census.people);
    }

    /** The people that scripts and tests call by id. */
    private void wellKnown() {
        Division changsha = county("430102");
        add(new Draft("certificate", false, changsha)
                .named("欧阳𬭎", "01")
                .years(22)
                .cases(2)
                .tag("rare"));
        add(new Draft("query", false, county("411702"))
                .named("李桂兰", "01")
                .years(6)
                .cases(1));
        add(new Draft("progress", false, county("430802"))
                .named("向玉梅", "15")
                .years(9)
                .cases(3));
        add(new Draft("one-page", true, county("410927")).named("王建国", "01").years(3));
        add(new Draft("statement", false, county("450405"))
                .named("韦若楠", "08")
                .years(30)
                .cases(1));
        add(new Draft("long-name", true, changsha)
                .named("阿卜杜热合曼·麦麦提图尔荪巴克", "05")
                .years(5)
                .tag("long-name")
                .tag("dot-name"));
        add(new Draft("dot-name", false, county("430105"))
                .named("阿依古丽·买买提", "05")
                .years(4)
                .tag("dot-name"));
        add(new Draft("rare-plane-2", true, county("430821"))
                .named("庹𠮷𫍯", "15")
                .years(14)
                .tag("rare"));
        add(new Draft("expired", false, county("430103"))
                .named("陈秀英", "01")
                .years(7)
                .expired());
        add(new Draft("lost", true, county("430104"))
                .named("刘海波", "01")
                .years(7)
                .lost());
        add(new Draft("unknown", true, county("430111")).named("周清泉", "01").unknown());
        add(new Draft("unknown-rare", true, county("450403"))
                .named("盘𬸚", "13")
                .unknown()
                .tag("rare"));
        add(new Draft("no-insurance", false, county("450421")).named("黄凤仪", "01"));
        add(new Draft("long-term", true, county("411721"))
                .named("郭德厚", "01")
                .years(26)
                .longTerm());
        add(new Draft("permit-hk", true, changsha)
                .named("何嘉懿", "")
                .permit("810000", "H12345678")
                .years(8)
                .cases(1));
        add(new Draft("permit-macau", true, county("430802"))
                .named("郑润生", "")
                .permit("820000", "M12345678")
                .years(2));
        add(new Draft("permit-taiwan", false, county("450405"))
                .named("林静怡", "")
                .permit("830000", "T12345678")
                .years(17));
        add(new Draft("foreigner-2017", false, changsha)
                .named("艾米丽", "")
                .foreigner2017("EMILY CHARLOTTE WHITFIELD", 0)
                .years(5));
        add(new Draft("foreigner-2017-english", true, changsha)
                .named("", "")
                .foreigner2017("KARL FRIEDRICH VON HOHENSTEIN", 1)
                .years(3));
        add(new Draft("foreigner-2023", true, county("430103"))
                .named("穆罕默德·阿里", "")
                .foreigner2023("MUHAMMAD ALI KHAN", 2)
                .years(4));
        add(new Draft("foreigner-2023-english", false, changsha)
                .named("", "")
                .foreigner2023("MAXIMILIANA ALEXANDRA VON UND ZU FALKENSTEIN", 1));
    }

    private void residents(City city) {
        List<Division> counties = divisions.counties(city.prefix);
        for (int i = 0; i < RESIDENTS_PER_CITY; i++) {
            Division home = Names.pick(counties, random);
            boolean male = random.nextBoolean();
            boolean rare = i % 9 == 4;
            boolean dot = i % 31 == 7;
            Names.Named named =
                    dot ? Names.withDot(random) : rare ? Names.rare(home, random) : Names.usual(home, male, random);
            Draft draft = new Draft(nextId(), male, home).named(named.name(), named.nationality());
            if (rare) {
                draft.tag("rare");
            }
            if (dot) {
                draft.tag("dot-name");
            }
            switch (i % 20) {
                case 3 -> draft.expired();
                case 8 -> draft.lost();
                case 13 -> draft.unknown();
                case 17 -> draft.longTerm();
                default -> draft.cases(random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
            }
            if (i % 10 != 9) {
                draft.years(1 + random.nextInt(30));
            }
            add(draft);
        }
    }

    /** Holders of permits and foreigners' cards. */
    private void guests() {
        for (int i = 0; i < 24; i++) {
            Division home = Names.pick(divisions.counties(CITIES.get(i % CITIES.size()).prefix), random);
            boolean male = random.nextBoolean();
            Draft draft = new Draft(nextId(), male, home).years(1 + random.nextInt(15));
            String given = Names.usual(home, male, random).name();
            switch (i % 4) {
                case 0 -> draft.named(given, "").permit("810000", pass('H', i));
                case 1 ->
                    draft.named(given, "").permit(i % 8 == 1 ? "820000" : "830000", pass(i % 8 == 1 ? 'M' : 'T', i));
                case 2 ->
                    draft.named(given, "")
                            .foreigner2017("GUEST " + (char) ('A' + i) + " SYNTHETIC", i % COUNTRIES.size());
                default ->
                    draft.named(given, "")
                            .foreigner2023("GUEST " + (char) ('A' + i) + " SYNTHETIC", i % COUNTRIES.size());
            }
            add(draft);
        }
    }

    private void add(Draft draft) {
        people.add(draft.person());
    }

    private String nextId() {
        return String.format(Locale.ROOT, "p%03d", people.size());
    }

    private static String pass(char place, int serial) {
        return String.format(Locale.ROOT, "%c%08d", place, 90_000_000 + serial);
    }

    private Division county(String code) {
        return divisions.counties(code).get(0);
    }

    private static String office(Division home) {
        return CITIES.stream()
                .filter(city -> home.code().startsWith(city.prefix))
                .findFirst()
                .orElseThrow()
                .office;
    }

    /** A person in the making. */
    private final class Draft {
        private final String id;
        private final Division home;
        private final boolean male;
        private final LocalDate birth =
                LocalDate.of(1846 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
        private final int own;
        private final Set<String> tags = new LinkedHashSet<>();

        private CardKind kind = CardKind.RESIDENT;
        private String number;
        private String name = "";
        private String englishName = "";
        private String nationality = "";
        private String passNumber = "";
        private String issues = "";
        private LocalDate from;
        private @Nullable LocalDate until;
        private boolean known = true;
        private boolean lost;
        private int months;
        private int caseCount;

        Draft(String id, boolean male, Division home) {
            this.id = id;
            this.male = male;
            this.own = (sequence += 2) % 998 + (male ? 1 : 0);
            this.home = home;
            this.number = CardNumbers.resident(home.code(), birth, own);
            this.from = founded.minusDays(400 + random.nextInt(2500));
            this.until = from.plusYears(20);
        }

        Draft named(String chineseName, String nationality) {
            this.name = chineseName;
            this.nationality = nationality;
            return this;
        }

        Draft tag(String tag) {
            tags.add(tag);
            return this;
        }

        Draft years(int years) {
            // Not a whole number of years, so that first and last lines of a certificate are not all alike.
            months = years * MONTHS_A_YEAR - random.nextInt(MONTHS_A_YEAR - 1);
            return this;
        }

        Draft cases(int count) {
            caseCount = count;
            return this;
        }

        Draft expired() {
            from = founded.minusDays(400).minusYears(10);
            until = from.plusYears(10);
            return tag("expired");
        }

        Draft longTerm() {
            until = null;
            return tag("long-term");
        }

        Draft lost() {
            lost = true;
            return tag("lost");
        }

        Draft unknown() {
            known = false;
            months = 0;
            return tag("unknown");
        }

        Draft permit(String area, String pass) {
            kind = CardKind.HK_MACAU_TAIWAN_PERMIT;
            number = CardNumbers.resident(area, birth, own);
            passNumber = pass;
            issues = "01";
            from = founded.minusDays(random.nextInt(300));
            until = from.plusYears(5);
            return tag("permit-J");
        }

        Draft foreigner2017(String english, int country) {
            kind = CardKind.FOREIGNER_2017;
            englishName = english;
            nationality = COUNTRIES.get(country).letters;
            number = CardNumbers.foreigner2017(nationality, home.code().substring(0, 4), birth, own % 100);
            issues = "01";
            until = from.plusYears(10);
            return tag("foreigner-I");
        }

        Draft foreigner2023(String english, int country) {
            kind = CardKind.FOREIGNER_2023;
            englishName = english;
            nationality = COUNTRIES.get(country).letters;
            number = CardNumbers.foreigner2023(home.code().substring(0, 2), COUNTRIES.get(country).number, birth, own);
            issues = "00";
            from = founded.minusDays(random.nextInt(300));
            until = from.plusYears(10);
            return tag("foreigner-Y");
        }

        Person person() {
            List<Contribution> contributions = known && months > 0
                    ? Careers.draw(home.city(), YearMonth.from(founded).minusMonths(1), months, random)
                    : List.of();
            if (known && contributions.isEmpty()) {
                tags.add("no-insurance");
            }
            // A certificate has a line for each year; its first page has room for fewer than these.
            if (contributions.size() > 20 * MONTHS_A_YEAR) {
                tags.add("two-pages");
            }
            List<CaseFile> cases = cases();
            if (!cases.isEmpty()) {
                tags.add("cases");
            }
            // Not drawn, so that all else stays as it was: it follows from the place in the register.
            int place = people.size();
            String phone = phone(place);
            SocialCard socialCard = socialCard(place);
            return new Person(id, card(), home, known, lost, Set.copyOf(tags), phone, socialCard, contributions, cases);
        }

        /** Numbers that begin with 12 are nobody's; one in eleven has given none. */
        private @Nullable String phone(int place) {
            if (id.equals("one-page") || place % 11 == 10) {
                tags.add("no-phone");
                return null;
            }
            return String.format(Locale.ROOT, "12%09d", 7 * place + 1);
        }

        private SocialCard socialCard(int place) {
            boolean cardLost = id.equals("statement") || place % 20 == 15;
            boolean expired = id.equals("dot-name") || place % 20 == 16;
            if (cardLost) {
                tags.add("social-card-lost");
            }
            if (expired) {
                tags.add("social-card-expired");
            }
            LocalDate issued = founded.minusYears(expired ? 11 : 4).withDayOfMonth(1);
            return new SocialCard(
                    String.format(Locale.ROOT, "A%08d", 90_000_000 + place),
                    issued,
                    issued.plusYears(10).minusDays(1),
                    cardLost);
        }

        private Card card() {
            boolean foreigner = kind == CardKind.FOREIGNER_2017 || kind == CardKind.FOREIGNER_2023;
            return new Card(
                    kind,
                    number,
                    name,
                    englishName,
                    male ? "1" : "2",
                    nationality,
                    birth,
                    foreigner ? "" : address(),
                    foreigner ? "" : issuer(),
                    from,
                    until,
                    passNumber,
                    issues);
        }

        private String address() {
            String town = Names.pick(divisions.towns(home), random);
            return home.city() + home.name() + town + "示例路" + (1 + random.nextInt(200)) + "号";
        }

        private String issuer() {
            String city = home.city().replace("市", "");
            return home.name().endsWith("区")
                    ? city + "市公安局" + home.name().replace("区", "") + "分局"
                    : home.name() + "公安局";
        }

        private List<CaseFile> cases() {
            List<CaseFile> files = new ArrayList<>();
            for (int i = 0; known && i < caseCount; i++) {
                CaseItem item = ITEMS.get((people.size() + i) % ITEMS.size());
                // The first is always in progress, so that whoever is said to have cases has one to follow.
                CaseFile.Outcome outcome = i == 0 ? CaseFile.Outcome.RUNNING : Names.pick(OUTCOMES, random);
                files.add(CaseDrawer.draw(
                        item, outcome, home.city(), office(home), people.size() * 10 + i, founded, random));
            }
            return files;
        }
    }
}
