package org.zizhu.drivers.chipcard.emulator;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.chipcard.emulator.CardModel.Holding;
import org.zizhu.drivers.chipcard.socialsecurity.CardItem;
import org.zizhu.drivers.chipcard.socialsecurity.CardItem.CardFile;
import org.zizhu.drivers.chipcard.socialsecurity.CardRecord;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;

/**
 * A social security card: its application, the two free files, and what it does with lengths. It counts what nobody should
 * do to it.
 */
public final class EmulatedSocialSecurityCard implements EmulatedChipCard {

    private static final byte[] APPLICATION = "sx1.sh.社会保障".getBytes(Charset.forName("GBK"));

    /** How many bytes of a name are in its first record, and in the one in which it goes on. */
    private static final int NAME_BYTES = CardItem.NAME.longestBytes();

    private static final int ELEMENTARY_FILE = 0x02;
    private static final int MASTER_OR_ANY_FILE = 0x00;
    private static final int BY_NAME = 0x04;

    private final CardModel model;
    private final Map<CardItem, byte[]> records = new EnumMap<>(CardItem.class);
    private final Map<CardItem, Integer> refusals = new EnumMap<>(CardItem.class);
    private boolean applicationSelected;
    private @Nullable CardFile selected;
    private byte[] held = new byte[0];
    private int pinAttempts;

    /** A card as an issuer writes it; the version is its model's. */
    public EmulatedSocialSecurityCard(SocialSecurityCard content, CardModel model) {
        this.model = model;
        write(CardItem.VERSION, Optional.of(model.version()));
        write(CardItem.IDENTIFIER, content.identifier());
        write(CardItem.CATEGORY, content.category());
        write(CardItem.INITIALISING_BODY, content.initialisingBody());
        write(CardItem.ISSUED, content.issued().map(EmulatedSocialSecurityCard::date));
        write(CardItem.VALID_UNTIL, content.validUntil().map(EmulatedSocialSecurityCard::date));
        write(CardItem.CARD_NUMBER, content.cardNumber());
        write(CardItem.NUMBER, Optional.of(content.number()));
        write(CardItem.SEX, content.sex());
        write(CardItem.NATIONALITY, content.nationality());
        write(CardItem.BIRTHPLACE, content.birthplace());
        write(CardItem.BIRTH, content.birth().map(EmulatedSocialSecurityCard::date));
        writeName(content.name());
    }

    private void write(CardItem item, Optional<String> value) {
        value.ifPresent(text -> records.put(item, CardRecord.write(item, text)));
    }

    private void writeName(String name) {
        Charset charset = Charset.forName("GB18030");
        byte[] whole = name.getBytes(charset);
        if (!model.extendsNames() && whole.length > NAME_BYTES) {
            // Who writes such cards leaves off whole characters.
            writeName(name.substring(0, name.offsetByCodePoints(name.length(), -1)));
            return;
        }
        int cut = Math.min(whole.length, NAME_BYTES);
        records.put(CardItem.NAME, CardRecord.write(CardItem.NAME, Arrays.copyOf(whole, cut)));
        if (model.extendsNames()) {
            int end = Math.min(whole.length, cut + CardItem.NAME_EXTENSION.longestBytes());
            records.put(
                    CardItem.NAME_EXTENSION,
                    CardRecord.write(CardItem.NAME_EXTENSION, Arrays.copyOfRange(whole, cut, end)));
        }
    }

    private static String date(LocalDate date) {
        return date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Puts other bytes in a record's place: tag, length and value as they are to lie there. */
    public EmulatedSocialSecurityCard with(CardItem item, byte[] record) {
        records.put(item, record.clone());
        return this;
    }

    /** Leaves a record out, as some issuers do. */
    public EmulatedSocialSecurityCard without(CardItem item) {
        records.remove(item);
        return this;
    }

    /** Answers the reading of a record with this status word alone. */
    public EmulatedSocialSecurityCard refusing(CardItem item, int statusWord) {
        refusals.put(item, statusWord);
        return this;
    }

    /** How often somebody sent a PIN. */
    public int pinAttempts() {
        return pinAttempts;
    }

    @Override
    public byte[] answerToReset() {
        return model.answerToReset();
    }

    @Override
    public void reset() {
        applicationSelected = false;
        selected = null;
        held = new byte[0];
    }

    @Override
    public Duration perCommand() {
        return model.perCommand();
    }

    @Override
    public byte[] answer(byte[] bytes) {
        Optional<Command> command = Command.of(bytes);
        if (command.isEmpty()) {
            return StatusWord.WRONG_LENGTH.alone();
        }
        if (command.get().cla() != 0) {
            return StatusWord.UNKNOWN_CLASS.alone();
        }
        return switch (command.get().ins()) {
            case 0xA4 -> select(command.get());
            case 0xB2 -> readRecord(command.get());
            case 0xC0 -> getResponse(command.get());
            case 0x20 -> {
                pinAttempts++;
                yield StatusWord.WRONG_PIN.alone();
            }
            default -> StatusWord.UNKNOWN_INSTRUCTION.alone();
        };
    }

    private byte[] select(Command command) {
        if (command.p1() == BY_NAME) {
            applicationSelected = Arrays.equals(command.data(), APPLICATION);
            selected = null;
            return applicationSelected ? given(controlInformation(), command) : StatusWord.FILE_NOT_FOUND.alone();
        }
        Optional<CardFile> file = fileNamed(command.data());
        boolean byIdentifier = command.p1() == ELEMENTARY_FILE || command.p1() == MASTER_OR_ANY_FILE;
        if (!applicationSelected || !byIdentifier || file.isEmpty()) {
            return StatusWord.FILE_NOT_FOUND.alone();
        }
        selected = file.get();
        return StatusWord.OK.alone();
    }

    /** 6F: the application's name. */
    private static byte[] controlInformation() {
        byte[] information = new byte[APPLICATION.length + 4];
        information[0] = 0x6F;
        information[1] = (byte) (APPLICATION.length + 2);
        information[2] = (byte) 0x84;
        information[3] = (byte) APPLICATION.length;
        System.arraycopy(APPLICATION, 0, information, 4, APPLICATION.length);
        return information;
    }

    private static Optional<CardFile> fileNamed(byte[] identifier) {
        if (identifier.length != 2) {
            return Optional.empty();
        }
        int wanted = ((identifier[0] & 0xFF) << 8) | (identifier[1] & 0xFF);
        return Arrays.stream(CardFile.values())
                .filter(file -> file.identifier() == wanted)
                .findFirst();
    }

    private byte[] readRecord(Command command) {
        CardFile file = selected;
        if (file == null) {
            return StatusWord.NO_FILE_SELECTED.alone();
        }
        Optional<CardItem> item =
                switch (command.p2() & 0x07) {
                    case 0 -> itemTagged(file, command.p1());
                    case 4 -> itemNumbered(file, command.p1());
                    default -> Optional.empty();
                };
        if (item.isEmpty()) {
            return StatusWord.RECORD_NOT_FOUND.alone();
        }
        Integer refusal = refusals.get(item.get());
        if (refusal != null) {
            return StatusWord.after(new byte[0], refusal);
        }
        byte[] record = records.getOrDefault(item.get(), new byte[0]);
        return given(model.holding() == Holding.TO_LENGTH ? shortened(record) : record, command);
    }

    private Optional<CardItem> itemTagged(CardFile file, int tag) {
        return itemsOf(file).stream().filter(item -> item.tag() == tag).findFirst();
    }

    private Optional<CardItem> itemNumbered(CardFile file, int number) {
        List<CardItem> items = itemsOf(file);
        return number >= 1 && number <= items.size() ? Optional.of(items.get(number - 1)) : Optional.empty();
    }

    /** In the order of their records, which is that of the enumeration. */
    private List<CardItem> itemsOf(CardFile file) {
        Set<CardItem> there = EnumSet.allOf(CardItem.class);
        there.removeIf(item -> item.file() != file || !records.containsKey(item));
        return List.copyOf(there);
    }

    /** Without what fills it up, where that leaves a record that says its own length. */
    private static byte[] shortened(byte[] record) {
        int end = record.length;
        while (end > 2 && (record[end - 1] == 0 || record[end - 1] == (byte) 0xFF)) {
            end--;
        }
        if (record.length < 2 || (record[1] & 0xFF) != record.length - 2) {
            return record;
        }
        byte[] shorter = Arrays.copyOf(record, end);
        shorter[1] = (byte) (end - 2);
        return shorter;
    }

    /** Data for a command, as this model gives it. */
    private byte[] given(byte[] data, Command command) {
        boolean askedForMoreOrLess = command.expected() != 0 && command.expected() != data.length;
        switch (model.holding()) {
            case BACK -> {
                held = data;
                return StatusWord.after(new byte[0], 0x6100 | data.length);
            }
            case TO_LENGTH -> {
                if (command.expected() == 0) {
                    held = data;
                    return StatusWord.after(new byte[0], 0x6100 | data.length);
                }
                return askedForMoreOrLess
                        ? StatusWord.after(new byte[0], 0x6C00 | data.length)
                        : StatusWord.OK.after(data);
            }
            default -> {
                return StatusWord.OK.after(data);
            }
        }
    }

    private byte[] getResponse(Command command) {
        if (held.length == 0) {
            return StatusWord.NOTHING_TO_FETCH.alone();
        }
        if (command.expected() != held.length) {
            return StatusWord.after(new byte[0], 0x6C00 | held.length);
        }
        byte[] data = held;
        held = new byte[0];
        return StatusWord.OK.after(data);
    }

    @Override
    public String toString() {
        return "EmulatedSocialSecurityCard[" + model + "]";
    }
}
