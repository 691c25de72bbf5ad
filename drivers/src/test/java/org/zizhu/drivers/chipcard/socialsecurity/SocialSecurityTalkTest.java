package org.zizhu.drivers.chipcard.socialsecurity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;

/** Reading cards of all generations, well and badly written ones, command by command. */
class SocialSecurityTalkTest {
    private static final CardModel MODEL = CardModel.THIRD_GENERATION;

    private final List<String> commands = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(CardModel.class)
    void cardOfEachGeneration_isReadAsItWasWritten(CardModel model) throws Exception {
        assertEquals(
                Holders.with(Holders.ORDINARY, model.version()),
                success(read(new EmulatedSocialSecurityCard(Holders.ORDINARY, model))));
    }

    @ParameterizedTest
    @EnumSource(CardModel.class)
    void nameThatFillsItsRecord_isRead(CardModel model) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.LONGEST_IN_ONE_RECORD, model);
        assertEquals(Holders.LONGEST_IN_ONE_RECORD.name(), success(read(card)).name());
    }

    @ParameterizedTest
    @EnumSource(names = {"SECOND_GENERATION", "THIRD_GENERATION"})
    void nameThatGoesOnInTheNextRecord_isPutTogether(CardModel model) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.NAME_GOES_ON, model);
        assertEquals(Holders.NAME_GOES_ON.name(), success(read(card)).name());
    }

    @Test
    void cardIsAskedByTag_asTheSpecificationSays() throws Exception {
        success(read(new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL)));
        assertEquals(
                List.of(
                        "00a404000f7378312e73682ec9e7bbe1b1a3d5cf",
                        "00a4020002ef05",
                        "00b2010012",
                        "00b2020003",
                        "00b2030006",
                        "00b204000e",
                        "00b2050006",
                        "00b2060006",
                        "00b207000b",
                        "00a4020002ef06",
                        "00b2080014",
                        "00b2090020",
                        "00b24e0016",
                        "00b20a0003",
                        "00b20b0003",
                        "00b20c0005",
                        "00b20d0006"),
                commands);
    }

    @Test
    void cardOfTheFirstGeneration_isNotAskedForWhatItDoesNotKnow() throws Exception {
        success(read(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.FIRST_GENERATION)));
        assertFalse(commands.contains("00b24e0016"));
    }

    @Test
    void bankCard_isRefused_andNoRecordOfItIsRead() throws Exception {
        EmulatedBankCard card = new EmulatedBankCard();
        assertInvalid("not-a-social-security-card", card);
        assertEquals(0, card.recordsRead());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NUMBER", "NAME", "VERSION"},
            mode = EnumSource.Mode.EXCLUDE)
    void recordThatAnIssuerLeftOut_isMissingAndNothingElse(CardItem item) throws Exception {
        success(read(new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL).without(item)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6A83, 0x6A82, 0x6A88, 0x6982, 0x6985})
    void recordThatIsNotThereOrProtected_isMissingAndNothingElse(int statusWord) throws Exception {
        SocialSecurityCard read = success(
                read(new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL).refusing(CardItem.BIRTH, statusWord)));
        assertEquals(Optional.empty(), read.birth());
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMBER", "NAME"})
    void cardThatSaysNotWhoseItIs_isOfNoUse(CardItem item) throws Exception {
        assertInvalid("record-missing", new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL).without(item));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6F00, 0x6581, 0x9303, 0x6C00})
    void chipThatFailsOnARecord_isRefused(int statusWord) throws Exception {
        assertInvalid(
                "record-refused",
                new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL).refusing(CardItem.CARD_NUMBER, statusWord));
    }

    @ParameterizedTest
    @CsvSource({
        "VERSION, '', nothing",
        "VERSION, 03, no length",
        "VERSION, 0704312E3030, another tag",
        "VERSION, 0305312E3030, longer than it is",
        "VERSION, 0303312E3030, shorter than it is",
        "VERSION, 0305312E303030, longer than it may be",
        "VERSION, 0304010203FE, no text",
        "NAME, 0902C9C7C9, a byte too many",
        "NAME, 0903C9E7FE, half a character",
        "NUMBER, 080441612D31, no number",
        "BIRTH, 0D0418490230, 30 February",
        "BIRTH, 0D0418490A01, a letter",
        "BIRTH, 0D03184907, half a date",
        "NATIONALITY, 0B01F1, filled at the wrong end",
    })
    void recordThatNoIssuerWrites_isGarbled(CardItem item, String record, String why) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL)
                .with(item, HexFormat.of().parseHex(record));
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, "record-garbled"), read(card), why);
    }

    @ParameterizedTest
    @CsvSource({
        "CARD_NUMBER, 0709413030303031202020, filled with blanks",
        "CARD_NUMBER, 0709413030303031000000, filled with zeros",
        "CARD_NUMBER, 0706413030303031, not filled",
        "CARD_NUMBER, 0706413030303031000000, filled behind its value",
    })
    void fillingOfEachKind_isNotPartOfTheValue(CardItem item, String record, String why) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL)
                .with(item, HexFormat.of().parseHex(record));
        assertEquals(Optional.of("A00001"), success(read(card)).cardNumber(), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0604FFFFFFFF", "060400000000", "0600"})
    void dateThatWasLeftOut_isMissing(String record) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, MODEL)
                .with(CardItem.VALID_UNTIL, HexFormat.of().parseHex(record));
        assertEquals(Optional.empty(), success(read(card)).validUntil());
    }

    @Test
    void cardSaysWhichDivisionIssuedIt_andNothingOfItsHolder() {
        assertEquals(Optional.of("430100"), Holders.ORDINARY.issuingDivision());
        assertEquals("SocialSecurityCard[3.00]", Holders.ORDINARY.toString());
    }

    private Completion<SocialSecurityCard> read(EmulatedChipCard card) throws Exception {
        card.reset();
        return new SocialSecurityTalk().with(new ChainingChannel(new CardChannel() {
            @Override
            public byte[] answerToReset() {
                return card.answerToReset();
            }

            @Override
            public byte[] transceive(byte[] command) {
                commands.add(HexFormat.of().formatHex(command));
                return card.answer(command);
            }
        }));
    }

    private void assertInvalid(String reason, EmulatedChipCard card) throws Exception {
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, reason), read(card));
    }

    private static <T> T success(Completion<T> completion) {
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<T>) completion).value();
    }
}
