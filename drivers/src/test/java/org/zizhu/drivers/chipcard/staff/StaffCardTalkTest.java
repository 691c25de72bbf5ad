package org.zizhu.drivers.chipcard.staff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.TracingChannel;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.wire.WireLog;

/** Talking to staff cards, good and bad ones, command by command. */
class StaffCardTalkTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] CHALLENGE = sha256("a challenge");

    @TempDir
    static Path folder;

    private static Badge badge;

    private final List<String> commands = new ArrayList<>();
    private final WireLog log = new WireLog(InstantSource.system());

    @BeforeAll
    static void makeBadge() throws Exception {
        badge = Badge.inFolder(folder);
    }

    // --- what the card says before any PIN ---------------------------------------------------------------------

    @Test
    void staffCard_saysItsCertificate_andHowManyTriesAreLeft() throws Exception {
        EmulatedStaffCard card = badge.card();
        StaffCard read = success(talk(card, new StaffCardTalk()));
        assertArrayEquals(badge.certificate().getEncoded(), read.certificate());
        assertEquals(OptionalInt.of(3), read.triesLeft());
        assertEquals(3, card.triesLeft(), "asking costs no try");
    }

    @Test
    void cardIsAskedAsTheStandardSays() throws Exception {
        success(talk(badge.card(), new StaffCardTalk()));
        assertEquals(
                List.of("00a404000ba00000030800001000010000", "00cb3fff055c035fc10500", "00c00000", "00200080"),
                commands.stream()
                        .map(command -> command.startsWith("00c0") ? command.substring(0, 8) : command)
                        .distinct()
                        .toList());
    }

    @Test
    void lockedCard_isKnownBeforeAnybodyTypes() throws Exception {
        assertEquals(
                OptionalInt.of(0),
                success(talk(badge.card().locked(), new StaffCardTalk())).triesLeft());
    }

    @Test
    void citizensCard_isLeftAloneAfterOneQuestion() throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION);
        assertInvalid("not-a-staff-card", talk(card, new StaffCardTalk()));
        assertEquals(1, commands.size());
        assertEquals(0, card.pinAttempts());
        assertInvalid("not-a-staff-card", talk(new EmulatedBankCard(), new StaffCardTalk()));
    }

    @ParameterizedTest
    @CsvSource({
        "6A82, no-certificate, never personalised",
        "6982, no-certificate, guarded",
        "9000, certificate-garbled, nothing",
        "53009000, certificate-garbled, an empty container",
        "5302700090009000, certificate-garbled, an empty certificate",
        "5308700330030271010100009000, no-certificate, packed",
        "53827003300302FE009000, certificate-garbled, longer than it is",
        "53847003300302FE009000, certificate-garbled, a length of four bytes",
    })
    void certificateThatNoIssuerWrites_isRefused(String answer, String reason, String why) throws Exception {
        CardChannel card = answering("9000", answer, "63C3");
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, reason), new StaffCardTalk().with(card), why);
    }

    @Test
    void cardThatDoesNotSayItsTries_isReadAllTheSame() throws Exception {
        StaffCard read = success(new StaffCardTalk().with(answering("9000", "53057003300302" + "9000", "6D00")));
        assertEquals(OptionalInt.empty(), read.triesLeft());
        assertArrayEquals(HEX.parseHex("300302"), read.certificate());
        assertEquals("StaffCard[certificate of 3 bytes]", read.toString());
    }

    // --- PIN and challenge --------------------------------------------------------------------------------------

    @Test
    void rightPin_hasTheChallengeSignedByTheKeyOfTheCertificate() throws Exception {
        StaffProof proof = success(prove(badge.card(), Badge.PIN));
        Signature verifier = Signature.getInstance("NONEwithECDSA");
        verifier.initVerify(badge.certificate());
        verifier.update(CHALLENGE);
        assertTrue(verifier.verify(((StaffProof.Signed) proof).signature()));
    }

    @Test
    void wrongPins_areCountedOnTheCard_untilItIsLocked_andThenNoPinHelps() throws Exception {
        EmulatedStaffCard card = badge.card();
        assertEquals(new StaffProof.WrongPin(2), success(prove(card, "000000")));
        assertEquals(new StaffProof.WrongPin(1), success(prove(card, "000001")));
        assertEquals(new StaffProof.Locked(), success(prove(card, "000002")));
        assertEquals(new StaffProof.Locked(), success(prove(card, Badge.PIN)));
    }

    @Test
    void rightPin_givesAllTriesBack() throws Exception {
        EmulatedStaffCard card = badge.card();
        success(prove(card, "00000000"));
        success(prove(card, Badge.PIN));
        assertEquals(3, card.triesLeft());
    }

    @Test
    void pinThatWasWipedMeanwhile_isNotSent_andCostsNoTry() throws Exception {
        EmulatedStaffCard card = badge.card();
        Pin pin = Badge.pin(Badge.PIN);
        pin.close();
        assertEquals(
                Completion.failed(FailureCode.CANCELLED, "no-pin"), talk(card, new StaffProofTalk(pin, CHALLENGE)));
        assertEquals(3, card.triesLeft());
    }

    @ParameterizedTest
    @ValueSource(strings = {"6A88", "6D00", "6700", "6F00"})
    void cardThatSaysNeitherRightNorWrong_isRefused(String answer) throws Exception {
        assertInvalid(
                "pin-refused", new StaffProofTalk(Badge.pin(Badge.PIN), CHALLENGE).with(answering("9000", answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6A80", "9000", "7C029000", "7C0281009000"})
    void cardWithoutTheKey_signsNothing(String answer) throws Exception {
        assertInvalid(
                "not-signed",
                new StaffProofTalk(Badge.pin(Badge.PIN), CHALLENGE).with(answering("9000", "9000", answer)));
    }

    @Test
    void cardThatWasChangedForACitizens_isNotGivenThePin() throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION);
        assertInvalid("not-a-staff-card", prove(card, Badge.PIN));
        assertEquals(0, card.pinAttempts());
    }

    // --- where the digits lie -----------------------------------------------------------------------------------

    @Test
    void pin_isNeverInTheWireLog() throws Exception {
        success(prove(badge.card(), "408173"));
        String wire = log.entries().toString();
        assertTrue(wire.contains("00 20 00 80 08 ·· ·· ·· ·· ·· ·· ·· ··"), wire);
        assertFalse(wire.contains("34 30 38"), wire);
    }

    @Test
    void pin_isGoneFromItsPlaceOnceItIsClosed() {
        Pin pin = Badge.pin("12345678");
        assertTrue(pin.longEnough());
        pin.add(9);
        pin.erase();
        assertEquals(7, pin.length());
        pin.close();
        byte[] command = new byte[8];
        assertFalse(pin.writeInto(command, 0));
        assertEquals("ff".repeat(8), HEX.formatHex(command));
        assertEquals("Pin", pin.toString());
    }

    private Completion<StaffProof> prove(EmulatedChipCard card, String digits) throws CardLost {
        try (Pin pin = Badge.pin(digits)) {
            return talk(card, new StaffProofTalk(pin, CHALLENGE));
        }
    }

    private <T> Completion<T> talk(EmulatedChipCard card, CardTalk<T> talk) throws CardLost {
        card.reset();
        return talk.with(new ChainingChannel(new TracingChannel(
                new CardChannel() {
                    @Override
                    public byte[] answerToReset() {
                        return card.answerToReset();
                    }

                    @Override
                    public byte[] transceive(byte[] command) {
                        commands.add(HEX.formatHex(command));
                        return card.answer(command);
                    }
                },
                log)));
    }

    private static CardChannel answering(String... answers) {
        List<String> left = new ArrayList<>(List.of(answers));
        return new CardChannel() {
            @Override
            public byte[] answerToReset() {
                return new byte[0];
            }

            @Override
            public byte[] transceive(byte[] command) {
                return HEX.parseHex(left.remove(0));
            }
        };
    }

    private static void assertInvalid(String reason, Completion<?> completion) {
        assertEquals(Completion.failed(FailureCode.INVALID_DATA, reason), completion);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T success(Completion<T> completion) {
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<T>) completion).value();
    }
}
