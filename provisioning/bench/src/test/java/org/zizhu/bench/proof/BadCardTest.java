package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.bench.table.Cards;

/** Cards over the reader's real bytes, before the real platform. */
class BadCardTest extends OnTheTable {

    @Test
    void cardLiftedMidRead_isAskedForAgain_andThenRead() {
        cabinet.reader.liftWhileReading(Duration.ZERO);
        citizen.reaches(sight -> sight.is("present-card") && sight.detail().contains("until"));

        cabinet.reader.insert(Cards.of(city.person("certificate")));
        citizen.reaches("confirmation");
    }

    @ParameterizedTest
    @CsvSource({
        "expired, card-expired",
        "lost, card-lost",
        "unknown, person-unknown",
        "no-insurance, nothing-to-certify"
    })
    void whoCanNotBeServed_isToldWhy_andNothingIsIssued(String person, String trouble) {
        citizen.then(city.person(person));
        troubledBy(trouble);

        assertEquals(List.of(), verdicts());
    }
}
