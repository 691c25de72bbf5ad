package org.zizhu.drivers.idcard;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.idcard.IdCard.Foreigner;
import org.zizhu.drivers.idcard.IdCard.HkMacauTaiwanPermit;
import org.zizhu.drivers.idcard.IdCard.Kind;
import org.zizhu.drivers.idcard.IdCard.Resident;
import org.zizhu.drivers.idcard.IdCard.Sex;
import org.zizhu.drivers.idcard.IdCard.Validity;

/**
 * The text block as the chip holds it: 256 bytes of UTF-16LE in fields of fixed place, padded with blanks, in one of four
 * layouts told apart by the character at byte 248 (GA 490 for the resident card, the Ministry's notices for the others).
 *
 * <p>Pure functions; any bytes may be given to {@link #decode}.
 */
public final class IdCardTextBlock {
    public static final int BYTES = 256;

    private static final String LONG_TERM = "长期";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern EIGHT_DIGITS = Pattern.compile("[0-9]{8}");

    // The check digit is not looked at: the chip's data is signed, and a number that was once issued with a wrong one
    // is
    // still its holder's.
    private static final Pattern CITIZEN_NUMBER = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern FOREIGNER_2017_NUMBER = Pattern.compile("[A-Z]{3}[0-9]{12}");
    private static final Pattern FOREIGNER_2023_NUMBER = Pattern.compile("9[0-9]{16}[0-9X]");
    private static final Pattern NATIONALITY_CODE = Pattern.compile("[0-9]{2}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{3}");

    /** A place in the block, in bytes. */
    private record Field(int offset, int bytes) {}

    private static final Field FLAG = new Field(248, 2);
    private static final Field FROM = new Field(188, 16);
    private static final Field UNTIL = new Field(204, 16);

    /** The places that resident card and permit share. */
    private static final class Citizen {
        static final Field NAME = new Field(0, 30);
        static final Field SEX = new Field(30, 2);
        static final Field NATIONALITY = new Field(32, 4);
        static final Field BIRTH = new Field(36, 16);
        static final Field ADDRESS = new Field(52, 70);
        static final Field NUMBER = new Field(122, 36);
        static final Field ISSUER = new Field(158, 30);
        static final Field PASS_NUMBER = new Field(220, 18);
        static final Field ISSUES = new Field(238, 4);
    }

    private static final class Foreigner2017 {
        static final Field ENGLISH_NAME = new Field(0, 120);
        static final Field SEX = new Field(120, 2);
        static final Field NUMBER = new Field(122, 30);
        static final Field NATIONALITY = new Field(152, 6);
        static final Field CHINESE_NAME = new Field(158, 30);
        static final Field BIRTH = new Field(220, 16);
        static final Field VERSION = new Field(236, 4);
    }

    private static final class Foreigner2023 {
        static final Field CHINESE_NAME = new Field(0, 30);
        static final Field SEX = new Field(30, 2);
        static final Field RENEWALS = new Field(32, 4);
        static final Field BIRTH = new Field(36, 16);
        static final Field ENGLISH_NAME = new Field(52, 70);
        static final Field NUMBER = new Field(122, 36);
        static final Field ENGLISH_NAME_REST = new Field(220, 22);
        static final Field NATIONALITY = new Field(242, 6);
    }

    private IdCardTextBlock() {}

    /**
     * Reads a block. Fails as {@code INVALID_DATA} with the field that makes no sense ("birth-unreadable"), or
     * "card-kind-unknown"; the reason never holds the field's content.
     */
    public static Completion<IdCard> decode(byte[] block) {
        if (block.length != BYTES) {
            return Completion.failed(FailureCode.INVALID_DATA, "text-length-wrong");
        }
        try {
            return Completion.success(card(new Reader(block)));
        } catch (Unreadable e) {
            return Completion.failed(FailureCode.INVALID_DATA, e.reason);
        }
    }

    private static IdCard card(Reader block) throws Unreadable {
        char flag = block.unit(FLAG.offset());
        for (Kind kind : Kind.values()) {
            if (kind.flag() == flag) {
                return switch (kind) {
                    case RESIDENT -> resident(block);
                    case HK_MACAU_TAIWAN_PERMIT -> permit(block);
                    case FOREIGNER_2017 -> foreigner2017(block);
                    case FOREIGNER_2023 -> foreigner2023(block);
                };
            }
        }
        throw new Unreadable("card-kind-unknown");
    }

    private static Resident resident(Reader block) throws Unreadable {
        return new Resident(
                block.required(Citizen.NAME, "name"),
                block.sex(Citizen.SEX),
                block.matching(Citizen.NATIONALITY, NATIONALITY_CODE, "nationality"),
                block.date(Citizen.BIRTH, "birth"),
                block.text(Citizen.ADDRESS, "address"),
                block.matching(Citizen.NUMBER, CITIZEN_NUMBER, "number"),
                block.text(Citizen.ISSUER, "issuer"),
                block.validity());
    }

    private static HkMacauTaiwanPermit permit(Reader block) throws Unreadable {
        return new HkMacauTaiwanPermit(
                block.required(Citizen.NAME, "name"),
                block.sex(Citizen.SEX),
                block.date(Citizen.BIRTH, "birth"),
                block.text(Citizen.ADDRESS, "address"),
                block.matching(Citizen.NUMBER, CITIZEN_NUMBER, "number"),
                block.text(Citizen.ISSUER, "issuer"),
                block.validity(),
                block.text(Citizen.PASS_NUMBER, "pass-number"),
                block.text(Citizen.ISSUES, "issues"));
    }

    private static Foreigner foreigner2017(Reader block) throws Unreadable {
        return new Foreigner(
                Kind.FOREIGNER_2017,
                block.required(Foreigner2017.ENGLISH_NAME, "name"),
                block.text(Foreigner2017.CHINESE_NAME, "name"),
                block.sex(Foreigner2017.SEX),
                block.date(Foreigner2017.BIRTH, "birth"),
                block.matching(Foreigner2017.NUMBER, FOREIGNER_2017_NUMBER, "number"),
                block.matching(Foreigner2017.NATIONALITY, COUNTRY_CODE, "nationality"),
                block.validity(),
                block.text(Foreigner2017.VERSION, "version"));
    }

    private static Foreigner foreigner2023(Reader block) throws Unreadable {
        String english = (block.raw(Foreigner2023.ENGLISH_NAME, "name")
                        + block.raw(Foreigner2023.ENGLISH_NAME_REST, "name"))
                .strip();
        if (english.isEmpty()) {
            throw new Unreadable("name-unreadable");
        }
        return new Foreigner(
                Kind.FOREIGNER_2023,
                english,
                block.text(Foreigner2023.CHINESE_NAME, "name"),
                block.sex(Foreigner2023.SEX),
                block.date(Foreigner2023.BIRTH, "birth"),
                block.matching(Foreigner2023.NUMBER, FOREIGNER_2023_NUMBER, "number"),
                block.matching(Foreigner2023.NATIONALITY, COUNTRY_CODE, "nationality"),
                block.validity(),
                block.text(Foreigner2023.RENEWALS, "version"));
    }

    /**
     * Writes a block as the chip would hold it.
     *
     * @throws IllegalArgumentException when a value is longer than its field
     */
    public static byte[] encode(IdCard card) {
        Writer block = new Writer();
        block.put(FLAG, String.valueOf(card.kind().flag()));
        block.date(FROM, card.validity().from());
        block.put(UNTIL, card.validity().until().map(DATE::format).orElse(LONG_TERM));
        if (card instanceof Resident resident) {
            block.citizen(resident, resident.address(), resident.issuer());
            block.put(Citizen.NATIONALITY, resident.nationality());
        } else if (card instanceof HkMacauTaiwanPermit permit) {
            block.citizen(permit, permit.address(), permit.issuer());
            block.put(Citizen.PASS_NUMBER, permit.passNumber());
            block.put(Citizen.ISSUES, permit.issues());
        } else if (card instanceof Foreigner foreigner && foreigner.kind() == Kind.FOREIGNER_2017) {
            block.put(Foreigner2017.ENGLISH_NAME, foreigner.englishName());
            block.put(Foreigner2017.CHINESE_NAME, foreigner.chineseName());
            block.sex(Foreigner2017.SEX, foreigner.sex());
            block.date(Foreigner2017.BIRTH, foreigner.birth());
            block.put(Foreigner2017.NUMBER, foreigner.number());
            block.put(Foreigner2017.NATIONALITY, foreigner.nationality());
            block.put(Foreigner2017.VERSION, foreigner.version());
        } else if (card instanceof Foreigner foreigner) {
            String english = foreigner.englishName();
            int first = Math.min(english.length(), Foreigner2023.ENGLISH_NAME.bytes() / 2);
            block.put(Foreigner2023.ENGLISH_NAME, english.substring(0, first));
            block.put(Foreigner2023.ENGLISH_NAME_REST, english.substring(first));
            block.put(Foreigner2023.CHINESE_NAME, foreigner.chineseName());
            block.sex(Foreigner2023.SEX, foreigner.sex());
            block.date(Foreigner2023.BIRTH, foreigner.birth());
            block.put(Foreigner2023.NUMBER, foreigner.number());
            block.put(Foreigner2023.NATIONALITY, foreigner.nationality());
            block.put(Foreigner2023.RENEWALS, foreigner.version());
        }
        return block.bytes;
    }

    /**
     * Reads the answer to "newest address": 70 bytes of UTF-16LE.
     *
     * @return empty when it is blank or makes no text
     */
    public static Optional<String> decodeAddress(byte[] bytes) {
        if (bytes.length != Citizen.ADDRESS.bytes()) {
            return Optional.empty();
        }
        try {
            String text = new Reader(bytes).text(new Field(0, bytes.length), "address");
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /**
     * Writes what {@link #decodeAddress} reads.
     *
     * @throws IllegalArgumentException when it has more than 35 characters
     */
    public static byte[] encodeAddress(String address) {
        Writer block = new Writer();
        block.put(new Field(0, Citizen.ADDRESS.bytes()), address);
        return Arrays.copyOf(block.bytes, Citizen.ADDRESS.bytes());
    }

    /** A field that makes no sense; the reason names it and holds nothing of it. */
    private static final class Unreadable extends Exception {
        final String reason;

        Unreadable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private record Reader(byte[] block) {

        char unit(int offset) {
            return (char) ((block[offset] & 0xFF) | ((block[offset + 1] & 0xFF) << 8));
        }

        /** The field with its padding. Unpaired surrogates and control characters are damage, not text. */
        String raw(Field field, String name) throws Unreadable {
            try {
                String text = StandardCharsets.UTF_16LE
                        .newDecoder()
                        .decode(ByteBuffer.wrap(block, field.offset(), field.bytes()))
                        .toString()
                        .replace('\0', ' ');
                if (text.codePoints().anyMatch(Character::isISOControl)) {
                    throw new Unreadable(name + "-unreadable");
                }
                return text;
            } catch (CharacterCodingException e) {
                throw new Unreadable(name + "-unreadable");
            }
        }

        String text(Field field, String name) throws Unreadable {
            return raw(field, name).strip();
        }

        String required(Field field, String name) throws Unreadable {
            String text = text(field, name);
            if (text.isEmpty()) {
                throw new Unreadable(name + "-unreadable");
            }
            return text;
        }

        String matching(Field field, Pattern pattern, String name) throws Unreadable {
            String text = text(field, name);
            if (!pattern.matcher(text).matches()) {
                throw new Unreadable(name + "-unreadable");
            }
            return text;
        }

        Sex sex(Field field) throws Unreadable {
            char code = unit(field.offset());
            for (Sex sex : Sex.values()) {
                if (sex.code() == code) {
                    return sex;
                }
            }
            throw new Unreadable("sex-unreadable");
        }

        LocalDate date(Field field, String name) throws Unreadable {
            try {
                return LocalDate.parse(matching(field, EIGHT_DIGITS, name), DATE);
            } catch (DateTimeException e) {
                throw new Unreadable(name + "-unreadable");
            }
        }

        Validity validity() throws Unreadable {
            LocalDate from = date(FROM, "validity");
            if (text(UNTIL, "validity").equals(LONG_TERM)) {
                return new Validity(from, Optional.empty());
            }
            return new Validity(from, Optional.of(date(UNTIL, "validity")));
        }
    }

    private static final class Writer {
        final byte[] bytes = " ".repeat(BYTES / 2).getBytes(StandardCharsets.UTF_16LE);

        void put(Field field, String text) {
            // A strict encoder: an unpaired surrogate must not silently become a question mark.
            CharsetEncoder encoder = StandardCharsets.UTF_16LE.newEncoder();
            try {
                ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
                if (encoded.remaining() > field.bytes()) {
                    throw new IllegalArgumentException("too long for the field at byte " + field.offset());
                }
                encoded.get(bytes, field.offset(), encoded.remaining());
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("no text for the field at byte " + field.offset(), e);
            }
        }

        void date(Field field, LocalDate date) {
            put(field, DATE.format(date));
        }

        void sex(Field field, Sex sex) {
            put(field, String.valueOf(sex.code()));
        }

        void citizen(IdCard card, String address, String issuer) {
            put(Citizen.NAME, card.name());
            sex(Citizen.SEX, card.sex());
            date(Citizen.BIRTH, card.birth());
            put(Citizen.ADDRESS, address);
            put(Citizen.NUMBER, card.number());
            put(Citizen.ISSUER, issuer);
        }
    }
}
