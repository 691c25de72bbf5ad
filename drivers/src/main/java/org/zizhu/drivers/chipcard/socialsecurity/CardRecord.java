package org.zizhu.drivers.chipcard.socialsecurity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A record's bytes as they lie on the card: tag, length, value. */
public final class CardRecord {

    /** Holds all of GBK, and what newer cards write beyond it. */
    static final Charset CHARSET = Charset.forName("GB18030");

    private static final int HEADER_BYTES = 2;

    /** The record can't be one of a social security card; says nothing of what is in it. */
    public static final class Garbled extends Exception {
        private static final long serialVersionUID = 1;

        Garbled(CardItem item) {
            super("record " + item + " garbled");
        }
    }

    private CardRecord() {}

    /** The value without what fills it up; empty when nothing else is in it. */
    static byte[] value(CardItem item, byte[] record) throws Garbled {
        if (record.length < HEADER_BYTES || (record[0] & 0xFF) != item.tag()) {
            throw new Garbled(item);
        }
        int end = HEADER_BYTES + (record[1] & 0xFF);
        // Cards with records of one size fill up behind the value.
        boolean whole = end <= record.length && filling(record, end);
        if (!whole || end - HEADER_BYTES > item.longestBytes()) {
            throw new Garbled(item);
        }
        while (end > HEADER_BYTES && fills(item.format(), record[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(record, HEADER_BYTES, end);
    }

    private static boolean filling(byte[] record, int from) {
        for (int i = from; i < record.length; i++) {
            if (record[i] != 0 && record[i] != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** None of these bytes is the end of a value, nor the second half of a character. */
    private static boolean fills(CardItem.Format format, byte last) {
        return last == (byte) 0xFF || (format == CardItem.Format.TEXT && (last == 0 || last == ' '));
    }

    /** The digits of a cn value, the last of them without their filling; empty when there are none. */
    static Optional<String> digits(CardItem item, byte[] value) throws Garbled {
        String digits = HexFormat.of().formatHex(value);
        if (digits.endsWith("f")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new Garbled(item);
        }
        return nonEmpty(digits);
    }

    /** The characters of an an value. */
    static Optional<String> text(CardItem item, byte[] value) throws Garbled {
        try {
            String text = CHARSET.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new Garbled(item);
            }
            return nonEmpty(text.strip());
        } catch (CharacterCodingException notGbk) {
            throw new Garbled(item);
        }
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Writes a record as an issuer does, filled up to its full length.
     *
     * @throws IllegalArgumentException when the value is too long for it
     */
    public static byte[] write(CardItem item, String value) {
        byte[] bytes = item.format() == CardItem.Format.TEXT
                ? value.getBytes(CHARSET)
                : HexFormat.of().parseHex(value.length() % 2 == 0 ? value : value + "f");
        return write(item, bytes);
    }

    /** Writes a record with those bytes in it. */
    public static byte[] write(CardItem item, byte[] value) {
        if (value.length > item.longestBytes()) {
            throw new IllegalArgumentException(item + " has no room for " + value.length + " bytes");
        }
        byte[] record = new byte[HEADER_BYTES + item.longestBytes()];
        Arrays.fill(record, item.format() == CardItem.Format.TEXT ? 0 : (byte) 0xFF);
        record[0] = (byte) item.tag();
        record[1] = (byte) item.longestBytes();
        System.arraycopy(value, 0, record, HEADER_BYTES, value.length);
        return record;
    }
}
