package org.zizhu.drivers.chipcard.staff;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.fuzz.Fuzz;

/** Whatever a staff card answers, a talk ends with what it said, or with the reason why that is no good. */
@Timeout(120)
class StaffFuzzTest {

    private static final byte[] CHALLENGE = new byte[32];

    @TempDir
    static Path folder;

    private static EmulatedStaffCard card;

    @BeforeAll
    static void makeCard() throws Exception {
        card = Badge.inFolder(folder).card();
    }

    @Tag("fuzz")
    @Test
    void anyConversation_comesToItsEnd() {
        Fuzz.blocks("staff card", List.of(conversation()), Set.of(CardLost.class), answers -> {
            ChainingChannel channel = new ChainingChannel(new Answers(answers));
            assertNotNull(new StaffCardTalk().with(channel));
            assertNotNull(new StaffProofTalk(Badge.pin(Badge.PIN), CHALLENGE).with(channel));
        });
    }

    @Tag("fuzz")
    @Test
    void anyObjects_areAValueOrNone() {
        List<byte[]> seeds = List.of(
                HexFormat.of().parseHex("530C7003300302710100FE00"),
                HexFormat.of().parseHex("7C81058203010203"));
        Fuzz.blocks("PIV data object", seeds, objects -> assertNotNull(DataObject.value(0x71, objects)));
    }

    @Tag("fuzz")
    @Test
    void anyCommand_isAnsweredByTheEmulatedCard() {
        List<byte[]> seeds = List.of(
                HexFormat.of().parseHex("00A404000BA00000030800001000010000"),
                HexFormat.of().parseHex("00CB3FFF055C035FC10500"),
                HexFormat.of().parseHex("0020008008343038313733FFFF"),
                HexFormat.of().parseHex("0087119A267C2482008120" + "00".repeat(33)));
        Fuzz.blocks("emulated staff card's commands", seeds, command -> assertNotNull(card.answer(command)));
    }

    /** All that a card answers while staff sign in, each answer after its length, which fits in one byte but for a certificate's part. */
    private static byte[] conversation() {
        Listening listening = new Listening();
        try {
            ChainingChannel channel = new ChainingChannel(listening);
            assertNotNull(new StaffCardTalk().with(channel));
            assertNotNull(new StaffProofTalk(Badge.pin(Badge.PIN), CHALLENGE).with(channel));
        } catch (CardLost lost) {
            throw new AssertionError(lost);
        }
        return listening.said.toByteArray();
    }

    private static final class Listening implements CardChannel {
        private final java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();

        @Override
        public byte[] answerToReset() {
            return card.answerToReset();
        }

        @Override
        public byte[] transceive(byte[] command) {
            byte[] answer = card.answer(command);
            said.write(answer.length >> 8);
            said.write(answer.length);
            said.writeBytes(answer);
            return answer;
        }
    }

    /** A card that says one answer after the other, whatever it is asked, until it has nothing more to say. */
    private static final class Answers implements CardChannel {
        private final byte[] script;
        private int at;

        Answers(byte[] script) {
            this.script = script;
        }

        @Override
        public byte[] answerToReset() {
            return new byte[0];
        }

        @Override
        public byte[] transceive(byte[] command) throws CardLost {
            if (at + 2 > script.length) {
                throw new CardLost("card-removed");
            }
            int begin = at + 2;
            at = Math.min(script.length, begin + (((script[at] & 0xFF) << 8) | (script[at + 1] & 0xFF)));
            return Arrays.copyOfRange(script, begin, at);
        }
    }
}
