package org.zizhu.drivers.chipcard.socialsecurity;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.fuzz.Fuzz;

/** Whatever a card answers, a reading ends with a card, or with the reason why there is none. */
@Timeout(120)
class SocialSecurityFuzzTest {

    @Tag("fuzz")
    @Test
    void anyRecord_isAValueOrGarbled() {
        List<byte[]> seeds = List.of(
                CardRecord.write(CardItem.NUMBER, "430102184903070016"),
                CardRecord.write(CardItem.NAME, "阿依古丽·虚构"),
                CardRecord.write(CardItem.VERSION, "3.00"),
                CardRecord.write(CardItem.BIRTH, "18490307"));
        Fuzz.blocks("social security record", seeds, Set.of(CardRecord.Garbled.class), record -> {
            for (CardItem item : CardItem.values()) {
                byte[] value = CardRecord.value(item, record);
                assertNotNull(
                        item.format() == CardItem.Format.DIGITS
                                ? CardRecord.digits(item, value)
                                : CardRecord.text(item, value));
            }
        });
    }

    @Tag("fuzz")
    @Test
    void anyConversation_comesToItsEnd() {
        List<byte[]> seeds = new ArrayList<>();
        for (CardModel model : CardModel.values()) {
            seeds.add(conversation(model));
        }
        Fuzz.blocks(
                "social security card",
                seeds,
                Set.of(CardLost.class),
                answers -> assertNotNull(new SocialSecurityTalk().with(new ChainingChannel(new Answers(answers)))));
    }

    @Tag("fuzz")
    @Test
    void anyCommand_isAnsweredByTheEmulatedCard() {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.SECOND_GENERATION);
        List<byte[]> seeds = List.of(
                HexFormat.of().parseHex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF"),
                HexFormat.of().parseHex("00A4020002EF05"),
                HexFormat.of().parseHex("00B2010012"));
        Fuzz.blocks("emulated card's commands", seeds, command -> assertNotNull(card.answer(command)));
    }

    /** All that a card answers while it is read, each answer after its length. */
    private static byte[] conversation(CardModel model) {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, model);
        List<Byte> said = new ArrayList<>();
        CardChannel listening = new CardChannel() {
            @Override
            public byte[] answerToReset() {
                return card.answerToReset();
            }

            @Override
            public byte[] transceive(byte[] command) {
                byte[] answer = card.answer(command);
                said.add((byte) answer.length);
                for (byte one : answer) {
                    said.add(one);
                }
                return answer;
            }
        };
        try {
            assertNotNull(new SocialSecurityTalk().with(new ChainingChannel(listening)));
        } catch (CardLost lost) {
            throw new AssertionError(lost);
        }
        byte[] bytes = new byte[said.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = said.get(i);
        }
        return bytes;
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
            if (at >= script.length) {
                throw new CardLost("card-removed");
            }
            int begin = at + 1;
            at = Math.min(script.length, begin + (script[at] & 0xFF));
            return Arrays.copyOfRange(script, Math.min(begin, at), at);
        }
    }
}
