package org.zizhu.drivers.power.nut;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.power.PowerState.Source;

class UpsStatusTest {

    @ParameterizedTest
    @CsvSource({
        "OL, MAINS, false",
        "OL CHRG, MAINS, false",
        "OL TRIM, MAINS, false",
        "OL BYPASS, MAINS, false",
        "OB DISCHRG, BATTERY, false",
        "OB LB, BATTERY, true",
        "LB OB, BATTERY, true",
        // Charging again after an outage: low, and nothing to hurry for.
        "OL CHRG LB, MAINS, false",
        "FSD OL, MAINS, true",
        "FSD OB LB, BATTERY, true",
        // It says neither, or both: nobody knows.
        "'', UNKNOWN, false",
        "OFF, UNKNOWN, false",
        "OL OB, UNKNOWN, false",
        "WAIT, UNKNOWN, false"
    })
    void statusWords_tellTheSourceAndWhetherItIsAboutToGoOut(String value, Source source, boolean aboutToGoOut) {
        UpsStatus status = UpsStatus.of(value);
        assertEquals(source, status.source());
        assertEquals(aboutToGoOut, status.aboutToGoOut());
    }

    @Test
    void reasons_areMostImportantFirst() {
        assertEquals(
                List.of("battery-low", "on-battery", "replace-battery"),
                UpsStatus.of("OB RB LB DISCHRG").reasons());
        assertEquals(List.of(), UpsStatus.of("OL CHRG HB").reasons());
    }
}
