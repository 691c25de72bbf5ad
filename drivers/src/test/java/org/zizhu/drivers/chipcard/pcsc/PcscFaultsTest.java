package org.zizhu.drivers.chipcard.pcsc;

import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.DeviceState.POWER_OFF;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.showsForAMoment;
import static org.zizhu.drivers.faults.Answer.staysUsable;
import static org.zizhu.drivers.faults.Chapter.awaitStatus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.Holders;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedCardService;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityTalk;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Outcome;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;

/** Over an emulated card service, since a machine has one real one alone; {@link RealCardServiceTest} has that. */
class PcscFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NO_MOVING_PARTS = "has no moving parts, no stock and no door";
    private static final String CARD_IN_IT = "card in it";
    private static final String READING = "reading a card";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Chip card reader", List.of("pc-sc"), unused -> new Reader())
                .state("idle", reader -> {})
                .state(CARD_IN_IT, reader -> {
                    reader.putCard();
                    awaitStatus(reader, status -> status.media() == MediaState.PRESENT);
                })
                .underWay(READING, Reader::jobAtTheCard)
                .fault(
                        Fault.UNPLUG,
                        reader -> reader.service.plug(false),
                        reader -> reader.service.plug(true),
                        shows(NO_DEVICE, "no-reader").next(Outcome.fails(FailureCode.NOT_READY, "no-reader")))
                .fault(
                        Fault.REPLUG_ELSEWHERE,
                        reader -> reader.service.replug("Emulated Reader 01 00"),
                        reader -> {},
                        showsForAMoment(NO_DEVICE, "no-reader"))
                .but(
                        Fault.REPLUG_ELSEWHERE,
                        READING,
                        staysUsable().underWay(Outcome.fails(FailureCode.HARDWARE_ERROR, "no-reader")))
                .never(Fault.POWER_OFF, "has its power from its cable")
                .fault(
                        Fault.SILENCE,
                        reader -> reader.service.freeze(true),
                        reader -> reader.service.freeze(false),
                        shows(POWER_OFF, "silent"))
                .fault(
                        Fault.GARBAGE,
                        damaging(answer -> new byte[0]),
                        Reader::heal,
                        staysUsable().underWay(invalid("card-mute")).next(invalid("card-mute")))
                .fault(
                        Fault.HALF_FRAME,
                        damaging(PcscFaultsTest::withHalfItsData),
                        Reader::heal,
                        staysUsable().underWay(invalid("record-garbled")).next(invalid("record-garbled")))
                .never(
                        Fault.WRONG_CHECKSUM,
                        "card and reader settle it between them (ISO 7816-3); what they can't is garbage")
                .fault(
                        Fault.BUSY,
                        reader -> reader.service.take(true),
                        reader -> reader.service.take(false),
                        staysUsable().next(Outcome.fails(FailureCode.NOT_READY, "slot-taken")))
                .never(Fault.BUSY, READING, "nobody else gets the reader while a card is read")
                .never(Fault.JAM, NO_MOVING_PARTS)
                .never(Fault.EMPTY, NO_MOVING_PARTS)
                .never(Fault.FULL_BIN, NO_MOVING_PARTS)
                .never(Fault.DOOR_OPEN, NO_MOVING_PARTS)
                .fault(
                        Fault.STUCK_SENSOR,
                        reader -> reader.slot.stickSwitch(),
                        Reader::heal,
                        staysUsable().next(Outcome.fails(FailureCode.SEQUENCE_ERROR, "no-card")))
                .but(Fault.STUCK_SENSOR, CARD_IN_IT, staysUsable())
                .tests();
    }

    private static Outcome invalid(String reason) {
        return Outcome.fails(FailureCode.INVALID_DATA, reason);
    }

    private static Chapter.Act<Reader> damaging(UnaryOperator<byte[]> answers) {
        return reader -> reader.slot.damage(answers);
    }

    private static byte[] withHalfItsData(byte[] answer) {
        int half = (answer.length - 2) / 2;
        byte[] damaged = new byte[half + 2];
        System.arraycopy(answer, 0, damaged, 0, half);
        System.arraycopy(answer, answer.length - 2, damaged, half, 2);
        return damaged;
    }

    /** A reader, and a card that takes two seconds to be read. */
    private static final class Reader implements Rig {
        private final EmulatedSlot slot = new EmulatedSlot(Imperfection.IDEAL, new SplittableRandom(1));
        private final EmulatedCardService service = new EmulatedCardService(slot, "Emulated Reader 00 00");
        private final PcscReader driver =
                new PcscReader("chip-card", "Emulated", service, MonotonicClock.SYSTEM, InstantSource.system());

        Reader() {
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<SocialSecurityCard>> job() {
            putCard();
            return driver.converse(new SocialSecurityTalk(), LONG);
        }

        /** A job of which a command has come to the card. */
        CompletableFuture<Completion<SocialSecurityCard>> jobAtTheCard() {
            int before = slot.commands();
            CompletableFuture<Completion<SocialSecurityCard>> job = job();
            while (slot.commands() == before && !job.isDone()) {
                Thread.onSpinWait();
            }
            return job;
        }

        void putCard() {
            slot.insert(new EmulatedSocialSecurityCard(Holders.ORDINARY, CardModel.FIRST_GENERATION));
        }

        void heal() {
            slot.heal();
        }

        @Override
        public void close() {
            service.freeze(false);
            driver.close();
        }
    }
}
