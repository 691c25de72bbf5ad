package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.CardChannel;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;

/** The chip reader of the tabletop, in which real cards answer real commands; a card may be pulled in the middle. */
public final class TableChipReader extends TableDevice implements ChipCardReader {

    private static final Duration READING = Duration.ofSeconds(2);

    /** In the middle of what reading takes. */
    private static final int MID_READ = 9;

    private Optional<EmulatedChipCard> card = Optional.empty();
    private @Nullable Integer pulledAt;

    public TableChipReader(SimulatedInbox time) {
        super("chip-card-reader", time);
    }

    public void insert(EmulatedChipCard inserted) {
        card = Optional.of(inserted);
        says(DeviceStatus.online(MediaState.PRESENT));
    }

    public void remove() {
        card = Optional.empty();
        says(DeviceStatus.online(MediaState.NOT_PRESENT));
    }

    /** The card is pulled in the middle of the next reading. */
    public void pullMidRead() {
        pulledAt = MID_READ;
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        if (card.isEmpty()) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        EmulatedChipCard inSlot = card.get();
        if (inSlot.answerToReset().length == 0) {
            return failed(FailureCode.INVALID_DATA, "card-mute");
        }
        inSlot.reset();
        Completion<T> end;
        try {
            end = talk.with(new ChainingChannel(channel(inSlot)));
        } catch (CardLost lost) {
            remove();
            end = lost.completion();
        }
        return later(READING, end);
    }

    private CardChannel channel(EmulatedChipCard inSlot) {
        return new CardChannel() {
            private int commands;

            @Override
            public byte[] answerToReset() {
                return inSlot.answerToReset();
            }

            @Override
            public byte[] transceive(byte[] command) throws CardLost {
                commands++;
                if (pulledAt != null && commands >= pulledAt) {
                    pulledAt = null;
                    throw new CardLost("card-removed");
                }
                return inSlot.answer(command);
            }
        };
    }
}
