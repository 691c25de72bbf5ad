package org.zizhu.drivers.panel.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtuFrameTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    /** The frames of the board's manual. */
    @ParameterizedTest
    @CsvSource({
        "01 05 00 00 FF 00 8C 3A, 5, 00 00 FF 00",
        "01 05 00 00 00 00 CD CA, 5, 00 00 00 00",
        "01 01 00 00 00 08 3D CC, 1, 00 00 00 08",
        "01 02 00 00 00 08 79 CC, 2, 00 00 00 08"
    })
    void framesOfTheManual_areReadAndWrittenBitByBit(String frame, int function, String data) {
        RtuFrame read = RtuFrame.of(HEX.parseHex(frame)).orElseThrow();

        assertEquals(1, read.unit());
        assertEquals(function, read.function());
        assertEquals(data, HEX.formatHex(read.data()));
        assertEquals(frame, HEX.formatHex(read.bytes()));
    }

    @Test
    void everyFlippedBit_isFoundByTheChecksum() {
        byte[] frame = HEX.parseHex("01 05 00 00 FF 00 8C 3A");
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertEquals(Optional.empty(), RtuFrame.of(flipped).map(RtuFrame::unit), "bit " + bit);
        }
    }

    @Test
    void everyHalfFrame_isNone() {
        byte[] frame = HEX.parseHex("01 02 00 00 00 08 79 CC");
        for (int length = 0; length < frame.length; length++) {
            assertTrue(RtuFrame.of(Arrays.copyOf(frame, length)).isEmpty(), length + " bytes");
        }
    }
}
