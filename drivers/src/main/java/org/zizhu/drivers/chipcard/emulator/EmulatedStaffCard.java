package org.zizhu.drivers.chipcard.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A staff card: a PIV card (SP 800-73-4) with one certificate and its P-256 key, which really signs; a PIN with a counter that
 * outlives power and is moved before the PIN is compared, as on a real chip, so that tearing the card out gains no try.
 */
public final class EmulatedStaffCard implements EmulatedChipCard {

    /** So many wrong PINs one after another lock it. */
    public static final int TRIES = 3;

    private static final HexFormat HEX = HexFormat.of();

    /** T=1, with "PIV2" as historical bytes. */
    private static final byte[] ANSWER_TO_RESET = HEX.parseHex("3B840150495632F8");

    /** SP 800-73-4 part 1 §2.2; the version at its end may be left off. */
    private static final byte[] APPLICATION = HEX.parseHex("A000000308000010000100");

    private static final int SHORTEST_NAME = 5;

    /** Part 2 §3.1.1, table 3: application identifier, and who assigns the tags. */
    private static final byte[] PROPERTIES = HEX.parseHex("61114F0600001000010079074F05A000000308");

    /** The certificate for PIV Authentication. */
    private static final byte[] CERTIFICATE = HEX.parseHex("5C035FC105");

    /** The discovery object: the PIN of the application alone, part 1 §3.3.2. */
    private static final byte[] DISCOVERY = HEX.parseHex("5C017E");

    private static final byte[] DISCOVERED = HEX.parseHex("7E124F0BA0000003080000100001005F2F024000");

    private static final int PIN_REFERENCE = 0x80;
    private static final int PIN_BYTES = 8;
    private static final int ECC_P256 = 0x11;
    private static final int AUTHENTICATION_KEY = 0x9A;
    private static final int HASH_BYTES = 32;

    /** The template with an empty response and a challenge: as everybody sends it. */
    private static final byte[] CHALLENGE = HEX.parseHex("7C2482008120");

    private static final byte[] CHALLENGE_FIRST = HEX.parseHex("7C248120");

    private final byte[] certificate;
    private final PrivateKey key;
    private final byte[] pin;
    private int triesLeft = TRIES;
    private boolean selected;
    private boolean verified;
    private byte[] held = new byte[0];
    private Runnable torn = () -> {};
    private boolean tearing;

    /**
     * A card as its issuer hands it out.
     *
     * @param certificate X.509, DER
     * @param key signs; that of the certificate, unless the card is a copy
     * @param pin six to eight digits
     */
    public EmulatedStaffCard(byte[] certificate, PrivateKey key, String pin) {
        this.certificate = certificate.clone();
        this.key = key;
        this.pin = Arrays.copyOf(pin.getBytes(StandardCharsets.US_ASCII), PIN_BYTES);
        Arrays.fill(this.pin, pin.length(), PIN_BYTES, (byte) 0xFF);
    }

    /** The same card after too many wrong PINs. */
    public EmulatedStaffCard locked() {
        triesLeft = 0;
        return this;
    }

    /** The card is torn out of its reader while it compares the next PIN: the try is spent, and nobody gets an answer. */
    public void tornAtNextPin(Runnable out) {
        torn = out;
        tearing = true;
    }

    public int triesLeft() {
        return triesLeft;
    }

    @Override
    public byte[] answerToReset() {
        return ANSWER_TO_RESET.clone();
    }

    @Override
    public void reset() {
        selected = false;
        verified = false;
        held = new byte[0];
    }

    @Override
    public Duration perCommand() {
        return Duration.ofMillis(20);
    }

    @Override
    public byte[] answer(byte[] bytes) {
        Command command = Command.of(bytes).orElse(null);
        if (command == null) {
            return StatusWord.WRONG_LENGTH.alone();
        }
        if (command.cla() != 0) {
            return StatusWord.UNKNOWN_CLASS.alone();
        }
        if (command.ins() == 0xA4) {
            return select(command);
        }
        if (!selected) {
            return StatusWord.UNKNOWN_INSTRUCTION.alone();
        }
        return switch (command.ins()) {
            case 0xCB -> getData(command);
            case 0xC0 -> held.length == 0 ? StatusWord.NOTHING_TO_FETCH.alone() : given(held, command.expected());
            case 0x20 -> verify(command);
            case 0x87 -> authenticate(command);
            default -> StatusWord.UNKNOWN_INSTRUCTION.alone();
        };
    }

    private byte[] select(Command command) {
        byte[] name = command.data();
        boolean ours = command.p1() == 0x04
                && name.length >= SHORTEST_NAME
                && name.length <= APPLICATION.length
                && Arrays.equals(name, Arrays.copyOf(APPLICATION, name.length));
        // Another name leaves what was selected as it is (part 2 §3.1.1).
        if (!ours) {
            return StatusWord.FILE_NOT_FOUND.alone();
        }
        selected = true;
        return given(PROPERTIES, command.expected());
    }

    private byte[] getData(Command command) {
        if (command.p1() != 0x3F || command.p2() != 0xFF) {
            return StatusWord.WRONG_PARAMETERS.alone();
        }
        if (Arrays.equals(command.data(), DISCOVERY)) {
            return given(DISCOVERED, command.expected());
        }
        if (!Arrays.equals(command.data(), CERTIFICATE)) {
            return StatusWord.FILE_NOT_FOUND.alone();
        }
        byte[] plain = HEX.parseHex("710100FE00");
        return given(object(0x53, joined(object(0x70, certificate), plain)), command.expected());
    }

    /** As much as was asked for, and how much is left; a card with short APDUs gives 256 bytes at a time. */
    private byte[] given(byte[] data, int expected) {
        int now = Math.min(data.length, expected == 0 ? 256 : expected);
        held = Arrays.copyOfRange(data, now, data.length);
        byte[] part = Arrays.copyOf(data, now);
        return held.length == 0
                ? StatusWord.OK.after(part)
                : StatusWord.after(part, 0x6100 | Math.min(held.length, 0xFF));
    }

    private byte[] verify(Command command) {
        if (command.p1() != 0 || command.p2() != PIN_REFERENCE) {
            return StatusWord.REFERENCE_NOT_FOUND.alone();
        }
        if (command.data().length == 0) {
            return verified ? StatusWord.OK.alone() : tries();
        }
        if (triesLeft == 0) {
            return StatusWord.LOCKED.alone();
        }
        if (command.data().length != PIN_BYTES) {
            return StatusWord.WRONG_PARAMETERS.alone();
        }
        verified = false;
        triesLeft--;
        if (tearing) {
            tearing = false;
            torn.run();
            return new byte[0];
        }
        if (!MessageDigest.isEqual(pin, command.data())) {
            return tries();
        }
        triesLeft = TRIES;
        verified = true;
        return StatusWord.OK.alone();
    }

    private byte[] tries() {
        return triesLeft == 0 ? StatusWord.LOCKED.alone() : StatusWord.after(new byte[0], 0x63C0 | triesLeft);
    }

    private byte[] authenticate(Command command) {
        if (command.p1() != ECC_P256 || command.p2() != AUTHENTICATION_KEY) {
            return StatusWord.WRONG_PARAMETERS.alone();
        }
        if (!verified) {
            return StatusWord.NOT_ALLOWED.alone();
        }
        byte[] data = command.data();
        boolean usual = startsWith(data, CHALLENGE) && data.length == CHALLENGE.length + HASH_BYTES;
        boolean turned = startsWith(data, CHALLENGE_FIRST) && data.length == CHALLENGE_FIRST.length + HASH_BYTES + 2;
        if (!usual && !turned) {
            return StatusWord.WRONG_DATA.alone();
        }
        int from = usual ? CHALLENGE.length : CHALLENGE_FIRST.length;
        return given(
                object(0x7C, object(0x82, signed(Arrays.copyOfRange(data, from, from + HASH_BYTES)))),
                command.expected());
    }

    private byte[] signed(byte[] hash) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(key);
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the card's key signs nothing", e);
        }
    }

    private static boolean startsWith(byte[] data, byte[] head) {
        return data.length >= head.length && Arrays.equals(Arrays.copyOf(data, head.length), head);
    }

    private static byte[] object(int tag, byte[] value) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write(tag);
        if (value.length > 0xFF) {
            object.write(0x82);
            object.write(value.length >> 8);
        } else if (value.length > 0x7F) {
            object.write(0x81);
        }
        object.write(value.length);
        object.writeBytes(value);
        return object.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public String toString() {
        return "EmulatedStaffCard";
    }
}
