package org.zizhu.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final LocalDate FOUNDED = LocalDate.of(2026, 3, 1);

    private final List<Person> people = Census.draw(1, FOUNDED);

    @Test
    void atLeastThreeHundredLiveHere_inAllFiveFoundingCities() {
        assertTrue(people.size() >= 300, () -> "only " + people.size());
        Set<String> cities = people.stream()
                .map(person -> person.division().code().substring(0, 4))
                .collect(Collectors.toSet());
        assertEquals(Set.of("4301", "4117", "4109", "4308", "4504"), cities);
    }

    @Test
    void nobodyIsReal_forEveryoneIsBornBefore1900_andNumbersAreValidAndUnique() {
        Set<String> numbers = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Person person : people) {
            Card card = person.card();
            assertTrue(card.birth().getYear() < 1900, person::toString);
            assertTrue(numbers.add(card.number()), person::toString);
            assertTrue(ids.add(person.id()), person::toString);
            if (card.kind() == CardKind.FOREIGNER_2017) {
                assertTrue(card.number().matches("[A-Z]{3}[0-9]{12}"), person::toString);
            } else {
                assertTrue(CardNumbers.checks(card.number()), person::toString);
                int sequence = card.number().charAt(16) - '0';
                assertEquals(card.sex().equals("1") ? 1 : 0, sequence % 2, person::toString);
            }
        }
    }

    @Test
    void publishedNumbersVerify() {
        assertTrue(CardNumbers.checks("430102184903070016"));
        assertTrue(CardNumbers.checks("810000199408230021"));
        assertTrue(CardNumbers.checks("830000199201300022"));
    }

    @Test
    void everyFieldFitsOnTheCard() {
        for (Person person : people) {
            Card card = person.card();
            assertTrue(card.name().length() <= 15, person::toString);
            assertTrue(card.englishName().length() <= 46, person::toString);
            assertTrue(card.address().length() <= 35, person::toString);
            assertTrue(card.issuer().length() <= 15, person::toString);
            assertTrue(card.passNumber().length() <= 9, person::toString);
        }
    }

    @Test
    void everyOddityIsThere() {
        Set<String> tags =
                people.stream().flatMap(person -> person.tags().stream()).collect(Collectors.toSet());

        assertEquals(
                Set.of(
                        "two-pages",
                        "rare",
                        "long-name",
                        "dot-name",
                        "expired",
                        "lost",
                        "unknown",
                        "long-term",
                        "permit-J",
                        "foreigner-I",
                        "foreigner-Y",
                        "no-insurance",
                        "cases",
                        "no-phone",
                        "social-card-lost",
                        "social-card-expired"),
                tags);
        Person longest = people.stream()
                .filter(person -> person.tags().contains("long-name"))
                .findFirst()
                .orElseThrow();
        assertEquals(15, longest.card().name().length());
        Set<String> nationalities =
                people.stream().map(person -> person.card().nationality()).collect(Collectors.toSet());
        assertTrue(nationalities.containsAll(Set.of("01", "05", "06", "08", "13", "14", "15")));
    }

    @Test
    void phonesAreNobodys_andSocialCardsHaveNumbersOfTheirOwn() {
        for (Person person : people) {
            assertTrue(person.phone() == null || person.phone().matches("12[0-9]{9}"), person::toString);
        }
        assertEquals(
                people.size(),
                people.stream()
                        .map(person -> person.socialCard().number())
                        .distinct()
                        .count());
    }

    @Test
    void rareNamesHaveACharacterOfPlane2() {
        for (Person person : people) {
            if (person.tags().contains("rare")) {
                assertTrue(
                        person.card().name().codePoints().anyMatch(codePoint -> codePoint >> 16 == 2),
                        person::toString);
            }
        }
    }

    @Test
    void theSameSeedDrawsTheSamePeople_andAnotherSeedOthers() {
        assertEquals(people, Census.draw(1, FOUNDED));
        assertNotEquals(people, Census.draw(2, FOUNDED));
    }
}
