package org.zizhu.drivers.chipcard.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.emulator.VirtualReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.loop.MonotonicClock;

/** The driver with the system's own library, the real card service, and the real driver of a virtual reader. */
@Timeout(180)
class RealCardServiceTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Builds on one machine take turns with its card service. */
    private static final Duration TURN = Duration.ofMinutes(2);

    /** Where the driver of the virtual reader waits for a card. */
    private static final int VPCD_PORT = 35_963;

    private static final int CONNECT_MILLISECONDS = 1000;

    private static final DeviceStatus EMPTY = DeviceStatus.online(MediaState.NOT_PRESENT);
    private static final DeviceStatus OCCUPIED = DeviceStatus.online(MediaState.PRESENT);

    private final EmulatedSlot slot = EmulatedSlot.immediate();
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private VirtualReader virtual;
    private PcscDaemon service;
    private PcscReader reader;

    @BeforeEach
    void startEverything() throws Exception {
        virtual = new VirtualReader(slot);
        service = PcscDaemon.start(virtual, TURN);
        reader = new PcscReader(
                "chip-card", "00 00", CardService.system(), MonotonicClock.SYSTEM, InstantSource.system());
        reader.onStatus(statuses::add);
        reader.start();
        await(EMPTY);
    }

    @AfterEach
    void stopEverything() {
        reader.close();
        service.close();
        virtual.close();
    }

    @ParameterizedTest
    @EnumSource(CardModel.class)
    void cardOfEachGeneration_isSeenAndRead(CardModel model) throws Exception {
        EmulatedSocialSecurityCard card = new EmulatedSocialSecurityCard(Holders.ORDINARY, model);
        slot.insert(card);
        await(OCCUPIED);
        assertEquals(Holders.with(Holders.ORDINARY, model.version()), success(read()));
        assertEquals(0, card.pinAttempts());
        slot.remove();
        await(EMPTY);
    }

    @Test
    void whoIsOnTheMachineOrItsNetwork_canNotPoseAsACard() throws Exception {
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        // What has a card to talk to listens; from here nobody does.
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                try (Socket stranger = new Socket()) {
                    assertThrows(
                            IOException.class,
                            () -> stranger.connect(new InetSocketAddress(address, VPCD_PORT), CONNECT_MILLISECONDS));
                }
            }
        }
        success(read());
    }

    @Test
    void cardPulledWhileReading_isThePersonsError_andTheNextOneIsRead() throws Exception {
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        slot.pullAtCommand(5);
        assertFailed(FailureCode.USER_ERROR, "card-removed", read());
        await(EMPTY);
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.FIRST_GENERATION));
        success(read());
    }

    @Test
    void cardUpsideDown_isMute_andTurnedRoundItIsRead() throws Exception {
        insert(EmulatedChipCard.mute());
        assertFailed(FailureCode.INVALID_DATA, "card-mute", read());
        slot.remove();
        await(EMPTY);
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.SECOND_GENERATION));
        success(read());
    }

    @Test
    void bankCard_isNoSocialSecurityCard_andNothingOfItIsRead() throws Exception {
        EmulatedBankCard card = new EmulatedBankCard();
        insert(card);
        assertFailed(FailureCode.INVALID_DATA, "not-a-social-security-card", read());
        assertEquals(0, card.recordsRead());
    }

    @Test
    void cardServiceKilledAndRestarted_isLostAndFoundAgain() throws Exception {
        service.kill();
        await(DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service"));
        assertFailed(FailureCode.NOT_READY, "not-connected", read());
        service.start();
        await(EMPTY);
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        success(read());
    }

    @Test
    void cardServiceKilledWhileReading_failsTheReading_andItWorksAgain() throws Exception {
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        slot.hang(true);
        CompletableFuture<Completion<SocialSecurityCard>> reading = read();
        awaitCommand();
        service.kill();
        assertFailed(FailureCode.HARDWARE_ERROR, "no-card-service", reading);
        slot.hang(false);
        service.start();
        await(OCCUPIED);
        success(read());
    }

    @Test
    void readerUnpluggedAndPluggedInAgain_isGoneAndBack() throws Exception {
        service.stop();
        service.startWithoutReader();
        await(DeviceStatus.without(DeviceState.NO_DEVICE, "no-reader"));
        assertFailed(FailureCode.NOT_READY, "no-reader", read());
        service.stop();
        service.start();
        await(EMPTY);
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        success(read());
    }

    @Test
    void readerThatHangs_timesOut_andWorksWhenItHangsNoMore() throws Exception {
        insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.THIRD_GENERATION));
        slot.hang(true);
        assertFailed(
                FailureCode.TIME_OUT, "time-out", reader.converse(new SocialSecurityTalk(), Duration.ofMillis(500)));
        slot.hang(false);
        await(OCCUPIED);
        success(read());
    }

    private void insert(EmulatedChipCard card) throws InterruptedException {
        slot.insert(card);
        await(OCCUPIED);
    }

    private CompletableFuture<Completion<SocialSecurityCard>> read() {
        return reader.converse(new SocialSecurityTalk(), LONG);
    }

    private void awaitCommand() {
        long end = System.nanoTime() + LONG.toNanos();
        while (slot.commands() == 0) {
            assertTrue(System.nanoTime() - end < 0, "no command came");
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
