package org.zizhu.drivers.chipcard.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedCardService;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.CardItem;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.wire.WireLog;

/** The driver with an emulated card service: what the real one can't be made to do, and all else in no time. */
@Timeout(60)
class PcscReaderTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NAME = "Emulated Reader 00 00";

    private static final DeviceStatus EMPTY = DeviceStatus.online(MediaState.NOT_PRESENT);
    private static final DeviceStatus OCCUPIED = DeviceStatus.online(MediaState.PRESENT);
    private static final DeviceStatus NO_SERVICE = DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service");
    private static final DeviceStatus NO_READER = DeviceStatus.without(DeviceState.NO_DEVICE, "no-reader");
    private static final DeviceStatus SILENT = DeviceStatus.without(DeviceState.POWER_OFF, "silent");

    private final EmulatedSlot slot = EmulatedSlot.immediate();
    private final EmulatedCardService service = new EmulatedCardService(slot, NAME);
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private PcscReader reader;

    @BeforeEach
    void startReader() throws Exception {
        reader = readerNamed("");
        await(EMPTY);
    }

    @AfterEach
    void stopReader() {
        service.freeze(false);
        slot.hang(false);
        reader.close();
    }

    private PcscReader readerNamed(String part) {
        PcscReader made = new PcscReader("chip-card", part, service, MonotonicClock.SYSTEM, InstantSource.system());
        made.onStatus(statuses::add);
        made.start();
        return made;
    }

    private static EmulatedSocialSecurityCard card() {
        return new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION);
    }

    @Test
    void cardInTheSlot_showsInTheStatus_untilItIsTaken() throws Exception {
        slot.insert(card());
        await(OCCUPIED);
        assertEquals(Holders.ORDINARY, success(read()));
        slot.remove();
        await(EMPTY);
    }

    @Test
    void noCard_isSaidAtOnce() throws Exception {
        assertFailed(FailureCode.SEQUENCE_ERROR, "no-card", read());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 17})
    void cardPulledAtAnyCommand_isThePersonsError(int command) throws Exception {
        insert(card());
        slot.pullAtCommand(command);
        assertFailed(FailureCode.USER_ERROR, "card-removed", read());
        await(EMPTY);
        insert(card());
        success(read());
    }

    @Test
    void muteCard_isInvalid_andStillPresent() throws Exception {
        insert(EmulatedChipCard.mute());
        assertFailed(FailureCode.INVALID_DATA, "card-mute", read());
        assertEquals(OCCUPIED, reader.status());
    }

    @Test
    void garbledRecord_isInvalid_andTheNextCardIsRead() throws Exception {
        insert(card().with(CardItem.NAME, new byte[] {9, 1}));
        assertFailed(FailureCode.INVALID_DATA, "record-garbled", read());
        slot.insert(card());
        success(read());
    }

    @Test
    void serviceStoppedWhileIdle_isLost_andFoundWhenItIsBack() throws Exception {
        service.stop();
        await(NO_SERVICE);
        assertFailed(FailureCode.NOT_READY, "not-connected", read());
        service.start();
        await(EMPTY);
        insert(card());
        success(read());
    }

    @Test
    void serviceStoppedAndStartedBetweenTwoLooks_isLostAndFoundAgain() throws Exception {
        service.stop();
        service.start();
        await(NO_SERVICE);
        await(EMPTY);
    }

    @Test
    void serviceThatIsNotThereAtTheBeginning_isFoundLater() throws Exception {
        reader.close();
        service.stop();
        statuses.clear();
        reader = readerNamed("");
        await(NO_SERVICE);
        service.start();
        await(EMPTY);
    }

    @Test
    void serviceRestartedTwice_leavesNoContactBehind() throws Exception {
        for (int i = 0; i < 2; i++) {
            service.stop();
            await(NO_SERVICE);
            service.start();
            await(EMPTY);
        }
        awaitContacts(1);
    }

    @Test
    void readerUnplugged_isGone_andBackWhenPluggedInAgain() throws Exception {
        service.plug(false);
        await(NO_READER);
        assertFailed(FailureCode.NOT_READY, "no-reader", read());
        service.plug(true);
        await(EMPTY);
        insert(card());
        success(read());
    }

    @Test
    void readerUnpluggedWhileACardIsRead_failsTheReading() throws Exception {
        insert(card());
        CompletableFuture<Completion<SocialSecurityCard>> reading = readHanging();
        service.plug(false);
        slot.hang(false);
        assertFailed(FailureCode.HARDWARE_ERROR, "no-reader", reading);
        await(NO_READER);
    }

    @Test
    void readerOfAnotherName_isNotTaken() throws Exception {
        reader.close();
        statuses.clear();
        reader = readerNamed("Contactless");
        await(NO_READER);
    }

    @Test
    void commandThatHangs_timesOut_andTheDriverLivesOn() throws Exception {
        insert(card());
        slot.hang(true);
        assertFailed(
                FailureCode.TIME_OUT, "time-out", reader.converse(new SocialSecurityTalk(), Duration.ofMillis(300)));
        await(SILENT);
        // The hanging call stays behind; the card is seen over a new contact.
        await(OCCUPIED);
        slot.hang(false);
        success(read());
    }

    @Test
    void commandThatHangsLongerThanAnyCardTakes_isTheReadersFault() throws Exception {
        insert(card());
        slot.hang(true);
        assertFailed(FailureCode.HARDWARE_ERROR, "silent", read());
        slot.hang(false);
        await(OCCUPIED);
    }

    @Test
    void frozenService_isSilent_andWorksWhenItThaws() throws Exception {
        service.freeze(true);
        await(SILENT);
        service.freeze(false);
        await(EMPTY);
        insert(card());
        success(read());
        awaitContacts(1);
    }

    @Test
    void readerThatAnotherProgramHas_isNotReady_andUsableWhenItIsFree() throws Exception {
        insert(card());
        service.take(true);
        assertFailed(FailureCode.NOT_READY, "slot-taken", read());
        service.take(false);
        success(read());
    }

    @Test
    void cancelledWhileACardIsRead_completesAsCancelled_andTheNextReadWorks() throws Exception {
        insert(card());
        CompletableFuture<Completion<SocialSecurityCard>> reading = readHanging();
        reader.cancel();
        assertFailed(FailureCode.CANCELLED, "cancelled", reading);
        slot.hang(false);
        success(read());
    }

    @Test
    void wireLogShowsCommandsAndStatusWords_andNothingOfTheHolder() throws Exception {
        insert(card());
        success(read());
        String log = reader.wireLog().entries().stream()
                .map(WireLog.Entry::text)
                .reduce("", (one, other) -> one + "\n" + other);
        assertTrue(log.contains("00 B2 08 00 14"), log);
        assertTrue(log.contains("·· ·· ·· 90 00"), log);
        assertFalse(log.contains("34 33 30 31 30 32"), log);
    }

    @Test
    void factsNameTheReader_andTheSelfTestSaysWhatIsInIt() throws Exception {
        assertEquals(Map.of("reader", NAME), reader.facts());
        assertEquals(NAME + " ready, no card in it", success(reader.selfTest(LONG)));
        insert(card());
        assertEquals(NAME + " ready; the card in it answers", success(reader.selfTest(LONG)));
    }

    private void insert(EmulatedChipCard card) throws InterruptedException {
        slot.insert(card);
        await(OCCUPIED);
    }

    private CompletableFuture<Completion<SocialSecurityCard>> read() {
        return reader.converse(new SocialSecurityTalk(), LONG);
    }

    /** A reading of which a command has come to the card and is not answered. */
    private CompletableFuture<Completion<SocialSecurityCard>> readHanging() throws InterruptedException {
        slot.hang(true);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Completion<SocialSecurityCard>> reading = reader.converse(
                card -> {
                    begun.countDown();
                    return new SocialSecurityTalk().with(card);
                },
                LONG);
        assertTrue(begun.await(20, TimeUnit.SECONDS), "the card was not powered up");
        return reading;
    }

    /** What was left behind is closed by its own thread, a moment later. */
    private void awaitContacts(int wanted) {
        long end = System.nanoTime() + LONG.toNanos();
        while (service.contacts() != wanted) {
            assertTrue(System.nanoTime() - end < 0, () -> "there are " + service.contacts() + " contacts");
            Thread.onSpinWait();
        }
    }

    private void await(DeviceStatus wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(20, TimeUnit.SECONDS);
            assertTrue(status != null, () -> wanted + " did not come; it is " + reader.status());
        } while (!wanted.equals(status));
    }

    private static <T> T success(CompletableFuture<Completion<T>> command) throws Exception {
        Completion<T> completion = command.get(25, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Success, () -> "failed: " + completion);
        return ((Completion.Success<T>) completion).value();
    }

    private static void assertFailed(
            FailureCode code, String reason, CompletableFuture<? extends Completion<?>> command) throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), command.get(25, TimeUnit.SECONDS));
    }
}
