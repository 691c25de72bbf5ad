package org.zizhu.kiosk.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;

/** The journal says to which version of the words somebody has agreed; so that version has to stand for these words and no others. */
class ConsentWordsTest {

    /** Whoever changes a word changes the version in consent.yaml, and then both here. */
    private static final String VERSION = "face-1";

    private static final String SHA_256 = "94c1c3f57f9ea11e5e1854f5f93c080b8c39592a52eb53602d3717b0ca220223";

    @Test
    void wordsThatWereChanged_haveAnotherVersion() throws GeneralSecurityException {
        ConsentWords words = ConsentWords.shipped();
        StringBuilder all = new StringBuilder();
        append(all, words.heading());
        for (Screen.Section point : words.points()) {
            append(all, point.title());
            point.lines().forEach(line -> append(all, line));
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(
                VERSION + " " + SHA_256,
                words.version() + " " + HexFormat.of().formatHex(digest),
                "the words of " + words.version() + " are not those that were asked under that name before");
    }

    private static void append(StringBuilder all, Text text) {
        all.append(text.chinese()).append('\n').append(text.english()).append('\n');
    }
}
