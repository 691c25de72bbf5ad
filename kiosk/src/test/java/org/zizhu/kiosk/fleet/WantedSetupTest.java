package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.kiosk.fleet.WantedSetup.Unusable;
import org.zizhu.kiosk.screen.Text;

/** With what the fleet has a unit set up; contract.md §11. */
class WantedSetupTest {

    private static final String CODE = "kq0AAAAAAAAAAAAAAAAAAA";
    private static final String GOOD =
            """
            place: { zh: 大厅, en: Hall }
            hotline: "12345"
            devices:
            # 读卡器
            - { name: id-card-reader, driver: sam-v, port: /dev/ttyS0 }
            - name: panel
              driver: modbus

              port: /dev/ttyS1
            platform: { uri: "https://platform.example:8443/city/", ca-sha256: X8s, code: %s }
            """
                    .formatted(CODE);

    @Test
    void itsDevices_areTheWiringFile_asTheyStand() throws Unusable {
        WantedSetup setup = WantedSetup.read(GOOD);
        assertEquals(Text.of("大厅", "Hall"), setup.place());
        assertEquals(
                URI.create("https://platform.example:8443/city"),
                setup.platform().base());
        assertFalse(setup.toString().contains(CODE), "it may get into a log");
        String wiring =
                """
                devices:
                # 读卡器
                - { name: id-card-reader, driver: sam-v, port: /dev/ttyS0 }
                - name: panel
                  driver: modbus

                  port: /dev/ttyS1
                """;
        assertEquals(wiring, WantedSetup.wiring(GOOD, false));
        assertEquals("\n\n" + wiring, WantedSetup.wiring(GOOD, true), "where it stood");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    “colour” is unknown to this unit's software | hotline:         | colour:
                    hotline is missing, or can't be             | hotline: "12345" |
                    platform: uri is missing, or can't be       | https            | http
                    this is not as it should be written         | { zh: 大厅,      | { zh: [],
                    """)
    void whatItCantGoBy_isToldByItsLine(String told, String old, String replacement) {
        String text = GOOD.replace(old, replacement == null ? "" : replacement);
        String why = assertThrows(Unusable.class, () -> WantedSetup.read(text)).getMessage();
        assertEquals(told, why.replaceFirst("^line [0-9]+: ", ""));
        assertFalse(why.contains(CODE));
    }
}
