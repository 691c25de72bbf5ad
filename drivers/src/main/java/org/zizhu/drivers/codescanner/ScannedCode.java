package org.zizhu.drivers.codescanner;

import java.nio.charset.Charset;

/**
 * What a code says. It may be a citizen's credential: it lives in the visit, and {@link #toString} says nothing of it.
 *
 * @param bytes as the code holds them, without prefix and terminator
 * @param text the bytes in the charset that fits them
 * @param charset UTF-8 where the bytes are valid in it, else GB18030, else ISO-8859-1
 */
public record ScannedCode(byte[] bytes, String text, Charset charset) {

    @Override
    public String toString() {
        return "ScannedCode[" + bytes.length + " bytes, " + charset + "]";
    }
}
