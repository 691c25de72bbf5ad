package org.zizhu.drivers.chipcard.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.emulator.EmulatedCardService;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.pcsc.PcscReader;
import org.zizhu.drivers.loop.MonotonicClock;

/** A staff card in the driver's reader: pulled at every moment, in a reader that hangs, and what that costs. */
@Timeout(60)
class StaffCardInTheReaderTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] CHALLENGE = new byte[32];

    @TempDir
    static Path folder;

    private static Badge badge;

    private final EmulatedSlot slot = EmulatedSlot.immediate();
    private final BlockingQueue<MediaState> media = new LinkedBlockingQueue<>();
    private EmulatedStaffCard card;
    private PcscReader reader;

    @BeforeAll
    static void makeBadge() throws Exception {
        badge = Badge.inFolder(folder);
    }

    @BeforeEach
    void insertCard() throws Exception {
        card = badge.card();
        reader = new PcscReader(
                "chip-card",
                "",
                new EmulatedCardService(slot, "Emulated Reader 00 00"),
                MonotonicClock.SYSTEM,
                InstantSource.system());
        reader.onStatus(status -> media.add(status.media()));
        reader.start();
        slot.insert(card);
        await(MediaState.PRESENT);
    }

    @AfterEach
    void stop() {
        slot.hang(false);
        reader.close();
    }

    @Test
    void signInByPin_worksTwice_becauseEachTalkBeginsWithAReset() throws Exception {
        assertTrue(success(prove(Badge.PIN)) instanceof StaffProof.Signed);
        assertEquals(new StaffProof.WrongPin(2), success(prove("999999")), "the first PIN no longer counts");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void cardPulledAtAnyCommandOfTheSignIn_isThePersonsError_andCostsNoTry(int command) throws Exception {
        slot.pullAtCommand(command);
        assertEquals(Completion.failed(FailureCode.USER_ERROR, "card-removed"), prove(Badge.PIN));
        await(MediaState.NOT_PRESENT);
        slot.insert(card);
        await(MediaState.PRESENT);
        assertTrue(success(prove(Badge.PIN)) instanceof StaffProof.Signed);
        assertEquals(3, card.triesLeft());
    }

    @Test
    void cardPulledWhileItComparesThePin_hasSpentTheTry_andSaysSoWhenItIsBack() throws Exception {
        card.tornAtNextPin(slot::remove);
        assertEquals(Completion.failed(FailureCode.USER_ERROR, "card-removed"), prove("111111"));
        await(MediaState.NOT_PRESENT);
        slot.insert(card);
        await(MediaState.PRESENT);
        assertEquals(OptionalInt.of(2), success(talk(new StaffCardTalk(), LONG)).triesLeft());
    }

    @Test
    void readerThatHangs_timesOut_andThePinIsNotSentLater() throws Exception {
        slot.hang(true);
        try (Pin pin = Badge.pin("111111")) {
            assertEquals(
                    Completion.failed(FailureCode.TIME_OUT, "time-out"),
                    talk(new StaffProofTalk(pin, CHALLENGE), Duration.ofMillis(500)));
        }
        slot.hang(false);
        await(MediaState.PRESENT);
        assertTrue(success(prove(Badge.PIN)) instanceof StaffProof.Signed);
        assertFalse(reader.wireLog().entries().toString().contains("00 20 00 80 08 31"));
    }

    private Completion<StaffProof> prove(String digits) throws Exception {
        try (Pin pin = Badge.pin(digits)) {
            return talk(new StaffProofTalk(pin, CHALLENGE), LONG);
        }
    }

    private <T> Completion<T> talk(CardTalk<T> talk, Duration within) throws Exception {
        return reader.converse(talk, within).get(25, TimeUnit.SECONDS);
    }

    private void await(MediaState wanted) throws InterruptedException {
        MediaState now;
        do {
            now = media.poll(20, TimeUnit.SECONDS);
            assertTrue(now != null, () -> wanted + " did not come; it is " + reader.status());
        } while (now != wanted);
    }

    private static <T> T success(Completion<T> completion) {
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<T>) completion).value();
    }
}
