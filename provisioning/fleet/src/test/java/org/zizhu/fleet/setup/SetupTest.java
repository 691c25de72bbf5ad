package org.zizhu.fleet.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;

/** With what a unit is set up: what can be entered, and who gets it, over TLS. */
class SetupTest extends WithFleet {

    private static final String GOOD =
            """
            # 芙蓉区大厅
            place: { zh: 大厅, en: Hall }
            hotline: "0731-12345"
            platform:
              uri: https://platform.example:8443/
              ca-sha256: X8sAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
              code: kq0AAAAAAAAAAAAAAAAAAA
            staff: { division: "430102", list-good-for-hours: 72 }
            web-port: 18090
            devices:
              - { name: id-card-reader, driver: sam-v, port: /dev/ttyS0 }
              - name: panel
                driver: modbus
                port: /dev/ttyS1
                senses: { call-button: 5 }
            """;

    @ParameterizedTest
    @EnumSource(Store.class)
    void itsOwnUnit_fetchesIt_asOftenAsItAsks_andNobodyElse(Store store) {
        fleet(store);
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        TestUnit other = TestUnit.enrolled(fleet(), "cs-furong-02");
        assertRefused(404, "not-found", fetch(unit));
        assertEquals(Optional.empty(), fleet().setups().keep(unit.id(), GOOD, "engineer"));
        assertEquals(null, fleet().setups().of(unit.id()).orElseThrow().fetched());

        for (int time = 0; time < 2; time++) {
            HttpResponse<String> answer = fetch(unit);
            assertEquals(200, answer.statusCode());
            assertEquals(GOOD, answer.body());
            assertEquals(
                    "application/yaml",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(
                    "no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        }
        assertEquals(
                clock.instant(), fleet().setups().of(unit.id()).orElseThrow().fetched());
        assertRefused(404, "not-found", fetch(other));
        assertRefused(401, "certificate-required", fetch(TestUnit.bare(fleet(), "cs-furong-01")));
        assertRefused(405, "method-not-allowed", unit.post("/unit/v1/setup", "{}"));
        fleet().enrolment().revoke(unit.id(), "engineer");
        assertRefused(403, "revoked", fetch(unit));
        TestUnit replaced = TestUnit.again(fleet(), "cs-furong-01");
        assertEquals(200, fetch(replaced).statusCode(), "the same place is to be served");

        // Another one has not been fetched yet.
        fleet().setups().keep(unit.id(), GOOD.replace("0731-12345", "12345"), "engineer");
        assertEquals(null, fleet().setups().of(unit.id()).orElseThrow().fetched());
        assertTrue(fetch(replaced).body().contains("\"12345\""));
        assertTrue(fleet().setups().remove(unit.id(), "engineer"));
        assertFalse(fleet().setups().remove(unit.id(), "engineer"));
        assertRefused(404, "not-found", fetch(replaced));
        assertEquals(2, acts("keep-setup"));
        assertEquals(2, acts("give-setup"));
        assertEquals(1, acts("remove-setup"));
    }

    /** Line, what is said of it, and what was written in the place of what. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3  | the key hotlin is unknown                     | hotline:             | hotlin:
                    9  | the key terminal is unknown                   | web-port: 18090      | terminal: x
                    8  | staff: list-good-for-hours is missing         | , list-good-for-hours: 72 |
                    7  | the value of platform: code can't be          | kq0AAAAAAAAAAAAAAAAAAA | short
                    7  | the value of platform: ca-sha256 can't be     | X8sA                 | X8s
                    7  | the value of platform: uri can't be           | https:               | http:
                    7  | the value of platform: uri can't be           | platform.example     | a@platform.example
                    2  | place: en is missing                          | , en: Hall           |
                    11 | the value of devices: name can't be           | id-card-reader       | Id Card Reader
                    11 | devices: driver is missing                    | driver: sam-v,       |
                    9  | a value has another form than it should       | 18090                | many
                    3  | this is no YAML, or a key is given twice      | hotline:             | place:
                    """)
    void whatNoUnitCouldGoBy_isRefusedByItsLine(int line, String said, String old, String replacement) {
        String text = GOOD.replace(old, replacement == null ? "" : replacement);
        Wrong wrong = SetupText.wrong(text).orElseThrow();
        assertEquals(said, wrong.english());
        assertFalse(wrong.chinese().isBlank());
        assertTrue(Math.abs(line - wrong.line()) <= 1, line + " and not " + wrong);
    }

    @Test
    void whatIsNoSetupAtAll_isRefused_andNothingIsKept() {
        assertEquals(Optional.empty(), SetupText.wrong(GOOD));
        for (String text :
                new String[] {"", "x", "[]", "\t", "{", "place: *x", "--- \n" + GOOD + "---\n", "null", "devices: {}"
                }) {
            assertTrue(SetupText.wrong(text).isPresent(), text);
        }
        assertTrue(SetupText.wrong("{" + GOOD.replace("\n", "")).isPresent());
        assertEquals(
                "it is longer than 64 KiB",
                SetupText.wrong(GOOD + "# " + "x".repeat(65_536)).orElseThrow().english());
        assertEquals(
                "two devices are called panel",
                SetupText.wrong(GOOD.replace("id-card-reader", "panel"))
                        .orElseThrow()
                        .english());
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        assertTrue(fleet().setups().keep(unit.id(), "x", "engineer").isPresent());
        assertEquals(Optional.empty(), fleet().setups().of(unit.id()));
    }

    @Test
    void aBrowsersLines_areKeptAsLines() {
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        fleet().setups().keep(unit.id(), GOOD.strip().replace("\n", "\r\n"), "engineer");
        assertEquals(GOOD, fetch(unit).body());
    }

    private static HttpResponse<String> fetch(TestUnit unit) {
        return unit.send(HttpRequest.newBuilder(unit.at("/unit/v1/setup")).GET());
    }

    private long acts(String act) {
        return read(connection -> Sql.number(connection, "SELECT count(*) FROM act WHERE act = ?", act));
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
    }
}
