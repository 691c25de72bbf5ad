package org.zizhu.drivers.chipcard.socialsecurity;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.socialsecurity.CardItem.CardFile;

/**
 * Reads all free records of a social security card, each by its tag, which stands for the same item in every version
 * (LD/T 32-2015; record numbers shifted when the name's extension came in). Whoever runs it needs neither PIN nor security
 * module, and it asks for neither; the bank's side of the card is left alone.
 *
 * <p>Fails as {@code INVALID_DATA} with "not-a-social-security-card" (another card, such as a bank card), "record-garbled"
 * (bytes that no issuer writes), "record-refused" (the card's chip failed on it), or "record-missing" (a card without number
 * or name).
 */
public final class SocialSecurityTalk implements CardTalk<SocialSecurityCard> {

    private static final byte[] APPLICATION = "sx1.sh.社会保障".getBytes(Charset.forName("GBK"));

    private static final int SELECT = 0xA4;
    private static final int BY_NAME = 0x04;
    private static final int ELEMENTARY_FILE = 0x02;
    private static final int READ_RECORD = 0xB2;

    private static final int OK = 0x9000;

    /** Fewer bytes were there than asked for; those that came are good. */
    private static final int SHORTER = 0x6282;

    /** 69xx: not allowed (this issuer protects it); 6Axx: not there, or addressed in a way that this card does not know. */
    private static final int NOT_ALLOWED = 0x69;

    private static final int NOT_THERE = 0x6A;

    /** The identity number of a citizen, or a foreigner's number, which may begin with letters. */
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{1,18}");

    /** Cards of version 1.00 know no extension of the name. */
    private static final String FIRST_GENERATION = "1.";

    @Override
    public Completion<SocialSecurityCard> with(CardChannel card) throws CardLost {
        if (!selected(card, new CommandAPDU(0, SELECT, BY_NAME, 0, APPLICATION))) {
            return invalid("not-a-social-security-card");
        }
        Map<CardItem, byte[]> values = new EnumMap<>(CardItem.class);
        try {
            for (CardFile file : CardFile.values()) {
                if (!selected(card, select(file))) {
                    return invalid("not-a-social-security-card");
                }
                for (CardItem item : CardItem.values()) {
                    if (item.file() == file && mayBeOn(item, values)) {
                        read(card, item).ifPresent(value -> values.put(item, value));
                    }
                }
            }
            return card(values);
        } catch (CardRecord.Garbled e) {
            return invalid("record-garbled");
        } catch (Refused e) {
            return invalid("record-refused");
        }
    }

    private static CommandAPDU select(CardFile file) {
        byte[] identifier = {(byte) (file.identifier() >> 8), (byte) file.identifier()};
        return new CommandAPDU(0, SELECT, ELEMENTARY_FILE, 0, identifier);
    }

    private static boolean selected(CardChannel card, CommandAPDU command) throws CardLost {
        return answer(card, command).getSW() == OK;
    }

    /** The chip failed on a record that it should know. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static Optional<byte[]> read(CardChannel card, CardItem item) throws CardLost, CardRecord.Garbled, Refused {
        ResponseAPDU answer = answer(card, new CommandAPDU(0, READ_RECORD, item.tag(), 0, item.longestBytes() + 2));
        if (answer.getSW() == OK || answer.getSW() == SHORTER) {
            byte[] value = CardRecord.value(item, answer.getData());
            return value.length == 0 ? Optional.empty() : Optional.of(value);
        }
        if (answer.getSW1() == NOT_ALLOWED || answer.getSW1() == NOT_THERE) {
            return Optional.empty();
        }
        throw new Refused();
    }

    private static ResponseAPDU answer(CardChannel card, CommandAPDU command) throws CardLost {
        byte[] answer = card.transceive(command.getBytes());
        if (answer.length < 2) {
            throw new CardLost("card-garbled");
        }
        return new ResponseAPDU(answer);
    }

    private static boolean mayBeOn(CardItem item, Map<CardItem, byte[]> values) throws CardRecord.Garbled {
        return item != CardItem.NAME_EXTENSION
                || !text(CardItem.VERSION, values).orElse("").startsWith(FIRST_GENERATION);
    }

    private static Completion<SocialSecurityCard> card(Map<CardItem, byte[]> values) throws CardRecord.Garbled {
        Optional<String> number = text(CardItem.NUMBER, values);
        Optional<String> name = CardRecord.text(CardItem.NAME, wholeName(values));
        if (number.isEmpty() || name.isEmpty()) {
            return invalid("record-missing");
        }
        if (!NUMBER.matcher(number.get()).matches()) {
            return invalid("record-garbled");
        }
        return Completion.success(new SocialSecurityCard(
                text(CardItem.VERSION, values),
                digits(CardItem.IDENTIFIER, values),
                text(CardItem.CATEGORY, values),
                digits(CardItem.INITIALISING_BODY, values),
                date(CardItem.ISSUED, values),
                date(CardItem.VALID_UNTIL, values),
                text(CardItem.CARD_NUMBER, values),
                number.get(),
                name.get(),
                text(CardItem.SEX, values),
                digits(CardItem.NATIONALITY, values),
                digits(CardItem.BIRTHPLACE, values),
                date(CardItem.BIRTH, values)));
    }

    /** Put together before it is read as characters: the cut between the two records may go through one. */
    private static byte[] wholeName(Map<CardItem, byte[]> values) {
        byte[] begin = values.getOrDefault(CardItem.NAME, new byte[0]);
        byte[] end = values.getOrDefault(CardItem.NAME_EXTENSION, new byte[0]);
        byte[] whole = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, whole, begin.length, end.length);
        return whole;
    }

    private static Optional<String> text(CardItem item, Map<CardItem, byte[]> values) throws CardRecord.Garbled {
        byte[] value = values.get(item);
        return value == null ? Optional.empty() : CardRecord.text(item, value);
    }

    private static Optional<String> digits(CardItem item, Map<CardItem, byte[]> values) throws CardRecord.Garbled {
        byte[] value = values.get(item);
        return value == null ? Optional.empty() : CardRecord.digits(item, value);
    }

    /** Eight digits YYYYMMDD; zeros are a date that the issuer left out. */
    private static Optional<LocalDate> date(CardItem item, Map<CardItem, byte[]> values) throws CardRecord.Garbled {
        Optional<String> digits = digits(item, values);
        if (digits.isEmpty() || digits.get().equals("00000000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(digits.get(), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException noDate) {
            throw new CardRecord.Garbled(item);
        }
    }

    private static Completion<SocialSecurityCard> invalid(String reason) {
        return Completion.failed(FailureCode.INVALID_DATA, reason);
    }
}
