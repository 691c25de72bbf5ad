package org.zizhu.drivers.codescanner;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a code's bytes into what it says. Neither a QR code's byte mode nor an engine marks the charset: Chinese issuers
 * write UTF-8 or GBK (of which GB18030 is the whole), so the strictest that fits is taken.
 */
public final class CodeText {

    /** UTF-8 first: text in GBK is practically never valid UTF-8, while UTF-8 is often valid GBK. */
    private static final List<Charset> STRICTEST_FIRST = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    private CodeText() {}

    /** A code from what an engine sent or a decoder found; CR and LF at its end are not of it. Empty if nothing is left. */
    public static Optional<ScannedCode> of(byte[] arrived) {
        int end = arrived.length;
        while (end > 0 && (arrived[end - 1] == '\r' || arrived[end - 1] == '\n')) {
            end--;
        }
        return end == 0 ? Optional.empty() : Optional.of(code(Arrays.copyOf(arrived, end)));
    }

    private static ScannedCode code(byte[] bytes) {
        for (Charset charset : STRICTEST_FIRST) {
            try {
                // A new decoder reports what it can't read, where String would put a replacement character.
                String text =
                        charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                return new ScannedCode(bytes, text, charset);
            } catch (CharacterCodingException e) {
                // The next one may fit.
            }
        }
        return new ScannedCode(bytes, new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
}
