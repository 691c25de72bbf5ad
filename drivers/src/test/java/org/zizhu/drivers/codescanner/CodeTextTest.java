package org.zizhu.drivers.codescanner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    static Stream<Arguments> whatCodesSay() {
        return Stream.of(
                Arguments.of("http://example.test/v?c=TEST-1", StandardCharsets.US_ASCII, StandardCharsets.UTF_8),
                Arguments.of("姓名：欧阳婧妍，1887年", StandardCharsets.UTF_8, StandardCharsets.UTF_8),
                Arguments.of("姓名：欧阳婧妍，1887年", Charset.forName("GBK"), GB18030),
                Arguments.of("张三", Charset.forName("GBK"), GB18030),
                // The second character is not in GBK: four bytes.
                Arguments.of("王㐂", GB18030, GB18030),
                // Beyond the basic plane: a name from Extension B.
                Arguments.of("赵𠀀", GB18030, GB18030),
                Arguments.of("赵𠀀", StandardCharsets.UTF_8, StandardCharsets.UTF_8),
                Arguments.of("two\r\nlines", StandardCharsets.US_ASCII, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("whatCodesSay")
    void textIsReadInTheCharsetThatItWasWrittenIn(String text, Charset written, Charset read) {
        ScannedCode code = CodeText.of(text.getBytes(written)).orElseThrow();
        assertEquals(text, code.text());
        assertEquals(read, code.charset());
        assertArrayEquals(text.getBytes(written), code.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\n\r", "\r\r\n"})
    void terminatorIsNotOfTheCode(String terminator) {
        assertEquals(
                "TEST-1",
                CodeText.of(("TEST-1" + terminator).getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow()
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\r\n"})
    void nothingOrATerminatorAlone_isNoCode(String nothing) {
        assertEquals(Optional.empty(), CodeText.of(nothing.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void bytesThatAreNoText_comeOneByOne() {
        byte[] binary = HexFormat.of().parseHex("00ff80fe31");
        ScannedCode code = CodeText.of(binary).orElseThrow();
        assertEquals(StandardCharsets.ISO_8859_1, code.charset());
        assertArrayEquals(binary, code.text().getBytes(StandardCharsets.ISO_8859_1));
        assertArrayEquals(binary, code.bytes());
    }

    @Test
    void textCutInsideACharacter_isNotMadeUp() {
        byte[] name = "张三".getBytes(GB18030);
        ScannedCode cut = CodeText.of(Arrays.copyOf(name, name.length - 1)).orElseThrow();
        assertEquals(StandardCharsets.ISO_8859_1, cut.charset());
    }

    @Test
    void whatItSays_isNotInItsDescription() {
        assertFalse(CodeText.of("TEST-1".getBytes(StandardCharsets.US_ASCII))
                .orElseThrow()
                .toString()
                .contains("TEST-1"));
    }
}
