package org.zizhu.kiosk.payment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the QR code of a slip (凭条): a code that the platform has signed, or, where that could not be reached, the slip's bare number.
 * A kiosk can give nothing for either without the platform, which knows the number; that is a random transaction's, and nobody guesses it. So a
 * signature spares a forged slip the platform, and a lost platform costs the citizen nothing.
 *
 * @param signed whether the platform has signed it
 */
public record SlipCode(String text, boolean signed) {

    private static final String MARK = "ZZS:";

    private static final Pattern PLAIN = Pattern.compile(MARK + "([0-9A-Za-z-]{8,64})");

    /** One with the bare number. */
    public static SlipCode plain(String slip) {
        return new SlipCode(MARK + slip, false);
    }

    /** The number, if that is what was scanned. */
    public static Optional<String> number(byte[] scanned) {
        Matcher plain = PLAIN.matcher(new String(scanned, StandardCharsets.ISO_8859_1).strip());
        return plain.matches() ? Optional.of(plain.group(1)) : Optional.empty();
    }
}
