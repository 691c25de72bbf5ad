package org.zizhu.drivers.chipcard.staff;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import javax.smartcardio.ResponseAPDU;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;

/** The commands of a PIV card that staff need (SP 800-73-4 part 2 §3), and the status words that they are answered by. */
final class PivCommand {

    /** SP 800-73-4 part 1 §2.2: the card application, version 01 00. */
    private static final String APPLICATION = "A000000308000010000100";

    /** Part 2 §3.1.1. */
    private static final byte[] SELECT = HexFormat.of().parseHex("00A404000B" + APPLICATION + "00");

    /** Part 2 §3.1.2; part 1 table 3: the X.509 certificate for PIV Authentication. */
    private static final byte[] GET_CERTIFICATE = HexFormat.of().parseHex("00CB3FFF055C035FC10500");

    /** Part 2 §3.2.1: the PIV card application's PIN is reference 80. Without data it asks for the tries that are left. */
    private static final byte[] GET_TRIES = HexFormat.of().parseHex("00200080");

    private static final byte[] VERIFY = HexFormat.of().parseHex("0020008008");

    /** Part 2 §3.2.4; SP 800-78-4 table 6-2: ECC P-256, with the key for PIV Authentication. */
    private static final byte[] GENERAL_AUTHENTICATE = HexFormat.of().parseHex("0087119A26");

    /** The template with an empty response to be filled in, and a challenge of a SHA-256's length. */
    private static final byte[] CHALLENGE = HexFormat.of().parseHex("7C2482008120");

    /** What a P-256 key signs. */
    static final int HASH_BYTES = 32;

    static final int OK = 0x9000;

    private static final int LOCKED = 0x6983;

    /** 63Cx: verification failed, x tries left. */
    private static final int TRIES_LEFT = 0x63C0;

    private PivCommand() {}

    static ResponseAPDU select(CardChannel card) throws CardLost {
        return answer(card, SELECT);
    }

    static ResponseAPDU getCertificate(CardChannel card) throws CardLost {
        return answer(card, GET_CERTIFICATE);
    }

    static ResponseAPDU getTries(CardChannel card) throws CardLost {
        return answer(card, GET_TRIES);
    }

    /** A PIN that is to be sent was wiped meanwhile. */
    static final class NoPin extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The command that holds the digits is wiped before this returns. */
    static ResponseAPDU verify(CardChannel card, Pin pin) throws CardLost, NoPin {
        byte[] command = Arrays.copyOf(VERIFY, VERIFY.length + Pin.MOST_DIGITS);
        try {
            if (!pin.writeInto(command, VERIFY.length)) {
                throw new NoPin();
            }
            return answer(card, command);
        } finally {
            Arrays.fill(command, (byte) 0);
        }
    }

    /** @param hash of {@link #HASH_BYTES} */
    static ResponseAPDU sign(CardChannel card, byte[] hash) throws CardLost {
        int headEnd = GENERAL_AUTHENTICATE.length + CHALLENGE.length;
        // Le, for any length, is the last byte.
        byte[] command = Arrays.copyOf(GENERAL_AUTHENTICATE, headEnd + HASH_BYTES + 1);
        System.arraycopy(CHALLENGE, 0, command, GENERAL_AUTHENTICATE.length, CHALLENGE.length);
        System.arraycopy(hash, 0, command, headEnd, HASH_BYTES);
        return answer(card, command);
    }

    /** The tries that a status word to VERIFY tells; empty when it tells none. */
    static OptionalInt triesLeft(int statusWord) {
        if (statusWord == LOCKED) {
            return OptionalInt.of(0);
        }
        return (statusWord & 0xFFF0) == TRIES_LEFT ? OptionalInt.of(statusWord & 0x0F) : OptionalInt.empty();
    }

    private static ResponseAPDU answer(CardChannel card, byte[] command) throws CardLost {
        byte[] answer = card.transceive(command);
        if (answer.length < 2) {
            throw new CardLost("card-garbled");
        }
        return new ResponseAPDU(answer);
    }
}
