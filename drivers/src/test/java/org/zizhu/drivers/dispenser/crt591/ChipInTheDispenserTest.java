package org.zizhu.drivers.dispenser.crt591;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.LONG;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.assertFailed;
import static org.zizhu.drivers.dispenser.crt591.DispenserOnTheBench.success;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.dispenser.CardDispenser.Position;
import org.zizhu.drivers.dispenser.crt591.emulator.HandshakeFault;
import org.zizhu.drivers.wire.WireLog;

/** Reading the card before it is handed out: 领卡, with the talk that any chip card reader has. */
@Timeout(60)
class ChipInTheDispenserTest {
    private static final EmulatedChipCard HERS =
            new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION);

    @TempDir
    Path folder;

    private DispenserOnTheBench bench;

    @BeforeEach
    void set() throws Exception {
        bench = DispenserOnTheBench.in(folder).start();
    }

    @AfterEach
    void clear() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(CardModel.class)
    void cardOfEachGeneration_isReadUnderTheContacts(CardModel model) throws Exception {
        bench.device.load(List.of(new EmulatedSocialSecurityCard(Holders.ORDINARY, model)));
        success(bench.driver.moveToChip(LONG));
        assertEquals(Holders.with(Holders.ORDINARY, model.version()), success(read()));
    }

    @Test
    void theWrongCardComesFirst_isCaptured_andTheRightOneHandedOut() throws Exception {
        bench.device.load(List.of(new EmulatedBankCard(), EmulatedChipCard.mute(), HERS));
        success(bench.driver.moveToChip(LONG));
        assertFailed(FailureCode.INVALID_DATA, "not-a-social-security-card", read());
        success(bench.driver.capture(LONG));
        success(bench.driver.moveToChip(LONG));
        assertFailed(FailureCode.INVALID_DATA, "card-mute", read());
        success(bench.driver.capture(LONG));
        success(bench.driver.moveToChip(LONG));
        assertEquals(Holders.ORDINARY.number(), success(read()).number());
        assertEquals(Position.GATE, success(bench.driver.eject(LONG)));
        assertEquals(HERS, bench.device.pullCard().orElseThrow());
        bench.await(status -> status.reasons().equals(List.of("stacker-empty")) && !status.usable());
        assertEquals(2, success(bench.driver.captured(LONG)));
    }

    @Test
    void noCardUnderTheContacts_isSaidSo() throws Exception {
        bench.device.load(List.of(HERS));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", read());
        success(bench.driver.moveToChip(LONG));
        success(bench.driver.hold(LONG));
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", read());
    }

    /** The answer to one record, come again, must not be taken for the next record's. */
    @Test
    void answersThatComeTwice_mixNothingUp() throws Exception {
        bench.device.load(List.of(HERS));
        success(bench.driver.moveToChip(LONG));
        bench.device.disturb(HandshakeFault.HOST_ACK_LOST, Crt591Command.CHIP_APDU, 8);
        assertEquals(Holders.with(Holders.ORDINARY, "3.00"), success(read()));
    }

    @Test
    void answerToReset_isTheCards() throws Exception {
        bench.device.load(List.of(HERS));
        success(bench.driver.moveToChip(LONG));
        assertArrayEquals(
                HERS.answerToReset(),
                success(bench.driver.converse(card -> Completion.success(card.answerToReset()), LONG)));
    }

    @Test
    void powerCutInTheMiddle_endsTheTalk_andTheCardIsThereAfterwards() throws Exception {
        bench.device.load(List.of(HERS));
        success(bench.driver.moveToChip(LONG));
        CompletableFuture<Completion<SocialSecurityCard>> reading = bench.driver.converse(
                card -> {
                    bench.device.power(false);
                    return new SocialSecurityTalk().with(card);
                },
                LONG);
        assertFailed(FailureCode.HARDWARE_ERROR, "silent", reading);
        bench.await(status -> status.state() == DeviceState.POWER_OFF);
        bench.device.power(true);
        bench.await(status -> status.supplies().size() == 1);
        assertEquals(Position.CHIP, success(bench.driver.position(LONG)));
        success(read());
    }

    @Test
    void talkThatTakesTooLong_timesOut() throws Exception {
        bench.device.load(List.of(HERS));
        success(bench.driver.moveToChip(LONG));
        CompletableFuture<Completion<Integer>> endless = bench.driver.converse(
                card -> {
                    while (true) {
                        var unused = card.transceive(new byte[] {0, (byte) 0xB2, 3, 0, 6});
                    }
                },
                Duration.ofMillis(500));
        assertFailed(FailureCode.TIME_OUT, "time-out", endless);
        success(read());
    }

    @Test
    void whatTheCardSays_isNotInTheWireLog() throws Exception {
        bench.device.load(List.of(HERS));
        success(bench.driver.moveToChip(LONG));
        success(read());
        StringBuilder log = new StringBuilder();
        for (WireLog.Entry entry : bench.driver.wireLog().entries()) {
            log.append(entry.text()).append('\n');
        }
        StringBuilder number = new StringBuilder();
        for (char digit : Holders.ORDINARY.number().substring(6, 14).toCharArray()) {
            number.append("%02X ".formatted((int) digit));
        }
        assertTrue(log.indexOf("F2 05 00") >= 0);
        assertTrue(log.indexOf("··") >= 0);
        assertFalse(log.indexOf(number.toString().strip()) >= 0);
    }

    private CompletableFuture<Completion<SocialSecurityCard>> read() {
        return bench.driver.converse(new SocialSecurityTalk(), LONG);
    }
}
