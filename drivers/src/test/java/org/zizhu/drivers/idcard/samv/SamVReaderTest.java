package org.zizhu.drivers.idcard.samv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.emulator.LineFault;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.IdCardReader.Contents;
import org.zizhu.drivers.idcard.SyntheticPeople;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.TtyPort;

/** The driver against the emulated module, over a real pseudo terminal and the real serial library. */
@Timeout(30)
class SamVReaderTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final EmulatedCard CARD = EmulatedCard.of(SyntheticPeople.RESIDENT);
    private static final String SAM_ID = "05.03-20160820-0001234567-1234567890";

    static final IdCard[] EVERY_LAYOUT = {
        SyntheticPeople.RESIDENT,
        SyntheticPeople.LONG_TERM,
        SyntheticPeople.RARE_NAME,
        SyntheticPeople.PERMIT,
        SyntheticPeople.FOREIGNER_2017,
        SyntheticPeople.FOREIGNER_2023
    };

    @TempDir
    Path dev;

    private SamVEmulator module;
    private SamVReader reader;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @BeforeEach
    void startReader() throws Exception {
        Path path = dev.resolve("reader");
        module = SamVEmulator.instantAt(path);
        reader = new SamVReader("id-card", new TtyPort(path, 115200), MonotonicClock.SYSTEM, InstantSource.system());
        reader.onStatus(statuses::add);
        reader.start();
        awaitStatus(status -> status.equals(DeviceStatus.online(MediaState.NOT_PRESENT)));
    }

    @AfterEach
    void stopReader() {
        reader.close();
        module.close();
    }

    @ParameterizedTest
    @FieldSource("EVERY_LAYOUT")
    void cardOfEachLayout_isReadAsItWasWritten(IdCard card) throws Exception {
        module.insert(EmulatedCard.of(card));
        CardReading reading = success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        assertEquals(card, reading.card());
        assertArrayEquals(EmulatedCard.of(card).photo().wlt(), reading.photo().wlt());
        assertEquals(0, reading.fingerprint().length);
        assertEquals(Optional.empty(), reading.newestAddress());
        assertEquals(SAM_ID, reading.samId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1024})
    void fingerprintOfEachLength_isReadWhenAskedFor(int bytes) throws Exception {
        byte[] template = new byte[bytes];
        java.util.Arrays.fill(template, (byte) 0xAA);
        module.insert(CARD.withFingerprint(template));
        CardReading reading = success(reader.read(Contents.TEXT_PHOTO_AND_FINGERPRINT, LONG));
        assertArrayEquals(template, reading.fingerprint());
    }

    @Test
    void cardPutDownWhileWaiting_isRead_withItsNewestAddress() throws Exception {
        CompletableFuture<Completion<CardReading>> waiting = reader.read(Contents.TEXT_AND_PHOTO, LONG);
        module.insert(CARD.withNewestAddress("湖南省长沙市芙蓉区新址9号"));
        assertEquals(Optional.of("湖南省长沙市芙蓉区新址9号"), success(waiting).newestAddress());
    }

    @Test
    void noCardComes_timesOut() throws Exception {
        assertFailed(FailureCode.TIME_OUT, "no-card", reader.read(Contents.TEXT_AND_PHOTO, SHORT));
    }

    @Test
    void cancelledWhileWaiting_completesAsCancelled_andTheNextReadWorks() throws Exception {
        CompletableFuture<Completion<CardReading>> waiting = reader.read(Contents.TEXT_AND_PHOTO, LONG);
        reader.cancel();
        assertFailed(FailureCode.CANCELLED, "cancelled", waiting);
        module.insert(CARD);
        assertEquals(
                SyntheticPeople.RESIDENT,
                success(reader.read(Contents.TEXT_AND_PHOTO, LONG)).card());
    }

    @Test
    void cardShowsInTheStatus_beforeItIsReadAndUntilItIsLifted() throws Exception {
        module.insert(CARD);
        awaitStatus(status -> status.media() == MediaState.PRESENT);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        // Left lying: the status stays as it is over many polls, and says so once when it is lifted.
        module.lift();
        assertEquals(DeviceStatus.online(MediaState.NOT_PRESENT), statuses.poll(10, TimeUnit.SECONDS));
        module.insert(CARD);
        assertEquals(DeviceStatus.online(MediaState.PRESENT), statuses.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void cardLeftLyingAfterReading_canBeReadAgainWithoutLifting() throws Exception {
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        assertEquals(
                SyntheticPeople.RESIDENT,
                success(reader.read(Contents.TEXT_AND_PHOTO, LONG)).card());
        assertEquals(2, module.reads());
    }

    @Test
    void anotherCardPutInPlace_isReadAsTheOther() throws Exception {
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        module.insert(EmulatedCard.of(SyntheticPeople.PERMIT));
        assertEquals(
                SyntheticPeople.PERMIT,
                success(reader.read(Contents.TEXT_AND_PHOTO, LONG)).card());
    }

    @Test
    void cardLyingWhenTheDriverStarts_isFound() throws Exception {
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        module.unplug();
        awaitStatus(status -> status.state() == DeviceState.NO_DEVICE);
        module.replug();
        awaitStatus(status -> status.media() == MediaState.PRESENT);
        assertEquals(
                SyntheticPeople.RESIDENT,
                success(reader.read(Contents.TEXT_AND_PHOTO, LONG)).card());
    }

    @Test
    void cardLiftedWhileReading_isThePersonsError_andCanBeRepeated() throws Exception {
        module.liftWhileReading(Duration.ofMillis(20));
        module.insert(CARD);
        assertFailed(FailureCode.USER_ERROR, "card-lifted", reader.read(Contents.TEXT_AND_PHOTO, LONG));
        assertEquals(MediaState.NOT_PRESENT, reader.status().media());
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @Test
    void cardThatLiesBadlyOnce_isReadAtTheSecondTry() throws Exception {
        module.endReads(SamVStatus.READ_FAILED, 1);
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @ParameterizedTest
    @CsvSource({
        "READ_FAILED, USER_ERROR, lift-card",
        "CARD_REFUSED_READER, NOT_AUTHORISED, card-refused-reader",
        "READER_REFUSED_CARD, NOT_AUTHORISED, reader-refused-card",
        "NOT_VERIFIED, NOT_AUTHORISED, information-not-verified",
        "CARD_TYPE_UNKNOWN, INVALID_DATA, card-type-unknown",
        "RANDOM_NUMBER_FAILED, HARDWARE_ERROR, random-number-failed",
        "UNRECOGNISED_ERROR, HARDWARE_ERROR, unrecognised-error",
        "NOT_ALLOWED, SEQUENCE_ERROR, operation-not-allowed",
        "COMMAND_WRONG, UNSUPPORTED, command-unknown",
        "REQUEST_LENGTH_WRONG, HARDWARE_ERROR, request-length-wrong",
        "REQUEST_CHECKSUM_WRONG, HARDWARE_ERROR, request-checksum-wrong",
        "SELF_TEST_FAILED, HARDWARE_ERROR, self-test-failed",
        "READER_NOT_AUTHORISED, NOT_AUTHORISED, reader-not-authorised",
        "COMMUNICATION_FAULT, HARDWARE_ERROR, communication-fault",
        "NO_SUCH_ITEM, UNSUPPORTED, no-such-item",
        "OK, INVALID_DATA, blocks-unreadable",
        "CARD_FOUND, SEQUENCE_ERROR, answer-out-of-sequence",
    })
    void readThatEndsWithEachStatus_failsWithItsReason(SamVStatus status, FailureCode code, String reason)
            throws Exception {
        module.endReads(status, Integer.MAX_VALUE);
        module.insert(CARD);
        assertFailed(code, reason, reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @ParameterizedTest
    @EnumSource(LineFault.class)
    void oneFaultyAnswer_isAskedForAgain(LineFault fault) throws Exception {
        module.fault(SamVCommand.FIND, fault, 1);
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @Test
    void readingDamagedAgainAndAgain_isTheReadersFault_andItRecovers() throws Exception {
        module.fault(SamVCommand.READ, LineFault.WRONG_CHECKSUM, 3);
        module.insert(CARD);
        assertFailed(FailureCode.HARDWARE_ERROR, "answer-garbled", reader.read(Contents.TEXT_AND_PHOTO, LONG));
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @Test
    void garbageBeforeTheReading_isSkipped() throws Exception {
        module.fault(SamVCommand.READ, LineFault.GARBAGE_BEFORE, 1);
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        assertEquals(1, module.reads());
    }

    @Test
    void moduleThatIsNotAuthorised_showsInStatusAndCommand_untilItIs() throws Exception {
        module.condition(SamVStatus.READER_NOT_AUTHORISED);
        awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "reader-not-authorised")));
        assertFailed(FailureCode.NOT_AUTHORISED, "reader-not-authorised", reader.read(Contents.TEXT_AND_PHOTO, LONG));
        module.condition(SamVStatus.OK);
        awaitStatus(DeviceStatus::usable);
    }

    @Test
    void switchedOff_isPowerOff_andOnAgainItWorks() throws Exception {
        CompletableFuture<Completion<CardReading>> waiting = reader.read(Contents.TEXT_AND_PHOTO, LONG);
        module.powerOff();
        assertFailed(FailureCode.HARDWARE_ERROR, "silent", waiting);
        awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.POWER_OFF, "silent")));
        assertFailed(FailureCode.NOT_READY, "not-connected", reader.read(Contents.TEXT_AND_PHOTO, LONG));
        module.powerOn();
        awaitStatus(DeviceStatus::usable);
    }

    @Test
    void silent_isPowerOffMeanwhile_andComesBackByItself() throws Exception {
        module.line().fault(LineFault.SILENCE);
        awaitStatus(status -> status.state() == DeviceState.POWER_OFF);
        module.line().heal();
        awaitStatus(DeviceStatus::usable);
    }

    @Test
    void unplugged_isNoDevice_andPluggedInAgainItWorks() throws Exception {
        CompletableFuture<Completion<CardReading>> waiting = reader.read(Contents.TEXT_AND_PHOTO, LONG);
        module.unplug();
        assertFailed(FailureCode.HARDWARE_ERROR, "link-lost", waiting);
        awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost")));
        module.replug();
        awaitStatus(DeviceStatus::usable);
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
    }

    @Test
    void staffCommands_answer() throws Exception {
        assertEquals(SAM_ID, success(reader.samId(LONG)));
        assertEquals(SAM_ID, success(reader.reset(LONG)));
        assertEquals("security module " + SAM_ID + " ready", success(reader.selfTest(LONG)));
    }

    @Test
    void facts_areWhatTheModuleSaidOfItself() {
        assertEquals(Map.of("module", SAM_ID, "module-version", "05.03"), reader.facts());
    }

    @Test
    void cardLeftLying_moduleThatFallsIll_isToldAllTheSame() throws Exception {
        module.insert(CARD);
        success(reader.read(Contents.TEXT_AND_PHOTO, LONG));
        module.condition(SamVStatus.SELF_TEST_FAILED);
        awaitStatus(status -> status.equals(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "self-test-failed")));
        module.condition(SamVStatus.OK);
        awaitStatus(DeviceStatus::usable);
    }

    @Test
    void closedWhileWaiting_completesAsCancelled() throws Exception {
        CompletableFuture<Completion<CardReading>> waiting = reader.read(Contents.TEXT_AND_PHOTO, LONG);
        reader.close();
        assertFailed(FailureCode.CANCELLED, "cancelled", waiting);
        assertFailed(FailureCode.NOT_READY, "not-connected", reader.samId(LONG));
    }

    private void awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(15, TimeUnit.SECONDS);
            assertTrue(status != null, "the status did not come; it is " + reader.status());
        } while (!wanted.test(status));
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
