package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token as an operator gives it out; contract.md §2. */
class EnrolmentTokenTest {

    private static final String HASH = "X8s0123456789012345678901234567890123456789";
    private static final String SECRET = "kq0123456789012345678Q";

    @Test
    void line_asAPersonPastesIt() {
        EnrolmentToken token = EnrolmentToken.read(
                        "  zizhu-enrol-1/fleet.example:443/" + HASH + "/" + SECRET + "/1796000000\n")
                .orElseThrow();
        assertEquals("fleet.example:443", token.address());
        assertEquals(SECRET, token.secret());
        assertFalse(token.toString().contains(SECRET), "it may get into a log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zizhu-enrol-2/fleet.example:443/" + HASH + "/" + SECRET + "/1796000000",
                "zizhu-enrol-1/fleet.example/" + HASH + "/" + SECRET + "/1796000000",
                "zizhu-enrol-1/user@fleet.example:443/" + HASH + "/" + SECRET + "/1796000000",
                "zizhu-enrol-1/fleet.example:443/short/" + SECRET + "/1796000000",
                "zizhu-enrol-1/fleet.example:443/" + HASH + "/" + SECRET,
                "https://fleet.example/"
            })
    void whatIsNone_isNone(String line) {
        assertEquals(Optional.empty(), EnrolmentToken.read(line));
    }
}
