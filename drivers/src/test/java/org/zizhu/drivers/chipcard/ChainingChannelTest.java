package org.zizhu.drivers.chipcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChainingChannelTest {
    private final ScriptedCard card = new ScriptedCard();
    private final CardChannel channel = new ChainingChannel(card);

    @Test
    void answerThatIsComplete_isGivenAsItIs() throws Exception {
        card.on("00B2030006", "0304332E30309000");
        assertAnswer("0304332E30309000", "00B2030006");
    }

    @Test
    void answerHeldBack_isCollected() throws Exception {
        card.on("00A4040002AABB", "6104").on("00C0000004", "010203049000");
        assertAnswer("010203049000", "00A4040002AABB");
    }

    @Test
    void answerInParts_isPutTogether() throws Exception {
        card.on("00B2010000", "01026102").on("00C0000002", "03046101").on("00C0000001", "059000");
        assertAnswer("01020304059000", "00B2010000");
    }

    @Test
    void wrongLength_isRepeatedWithTheRightOne() throws Exception {
        card.on("00B2090020", "6C08").on("00B2090008", "0906C4C4C4C4C4C49000");
        assertAnswer("0906C4C4C4C4C4C49000", "00B2090020");
    }

    @Test
    void commandWithDataAndWrongLength_keepsItsData() throws Exception {
        card.on("00A4040002AABB00", "6C02").on("00A4040002AABB02", "01029000");
        assertAnswer("01029000", "00A4040002AABB00");
    }

    @Test
    void wrongLengthOfWhatIsHeldBack_isRepeated_too() throws Exception {
        card.on("00A4040002AABB", "6100").on("00C0000000", "6C02").on("00C0000002", "01029000");
        assertAnswer("01029000", "00A4040002AABB");
    }

    @Test
    void wrongLengthAgainAndAgain_isTheCardsAnswer() throws Exception {
        card.on("00B2090020", "6C08").on("00B2090008", "6C09");
        assertAnswer("6C09", "00B2090020");
    }

    @Test
    void cardThatNeverComesToItsEnd_isGarbled() {
        for (int i = 0; i <= 64; i++) {
            card.on(i == 0 ? "00B2010000" : "00C0000001", "0161" + "01");
        }
        assertEquals("card-garbled", lost("00B2010000").reason());
    }

    @Test
    void answerWithoutStatusWord_isGarbled() {
        card.on("00B2010000", "90");
        assertEquals("card-garbled", lost("00B2010000").reason());
    }

    private CardLost lost(String command) {
        return assertThrows(
                CardLost.class, () -> channel.transceive(HexFormat.of().parseHex(command)));
    }

    private void assertAnswer(String expected, String command) throws CardLost {
        assertArrayEquals(
                HexFormat.of().parseHex(expected),
                channel.transceive(HexFormat.of().parseHex(command)));
        card.assertDone();
    }
}
