package org.zizhu.fleet.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_796_000_010);
    private static final long STEP = Totp.step(NOW);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        // RFC 6238, appendix B; of its eight digits the last six.
        assertEquals(code, Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second))));
    }

    @Test
    void aCodeIsGoodHalfAMinuteBeforeAndAfter_andOnce() {
        for (long step : new long[] {STEP - 1, STEP, STEP + 1}) {
            assertEquals(OptionalLong.of(step), Totp.accepted(SECRET, Totp.code(SECRET, step), NOW, -1));
            assertTrue(Totp.accepted(SECRET, Totp.code(SECRET, step), NOW, step).isEmpty(), "used before");
        }
        assertTrue(Totp.accepted(SECRET, Totp.code(SECRET, STEP - 2), NOW, -1).isEmpty());
        assertTrue(Totp.accepted(SECRET, Totp.code(SECRET, STEP + 2), NOW, -1).isEmpty());
    }

    @Test
    void whatIsNoCode_isRefused() {
        for (String nonsense : new String[] {"", "12345", "1234567", "１２３４５６", "-00001"}) {
            assertTrue(Totp.accepted(SECRET, nonsense, NOW, -1).isEmpty(), nonsense);
        }
    }
}
