package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
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

/** The chip card reader of the tabletop: an emulated card in it is talked to byte by byte, at the end of the time that it needs. */
public final class TableChipCardReader extends TableDevice implements ChipCardReader {

    private static final Duration TALKING = Duration.ofMillis(400);

    /** In the middle of what reading a social security card takes. */
    private static final int MID_READ = 9;

    /** How many conversations were begun with whatever was in it. */
    public int conversations;

    private @Nullable EmulatedChipCard card;
    private int commandsUntilPulled;

    public TableChipCardReader(SimulatedInbox time) {
        super("chip-card-reader", time);
    }

    public void insert(EmulatedChipCard inserted) {
        card = inserted;
        says(DeviceStatus.online(MediaState.PRESENT));
    }

    public void pull() {
        card = null;
        says(DeviceStatus.online(MediaState.NOT_PRESENT));
    }

    /** The card is pulled in the middle of the next reading. */
    public void pullMidRead() {
        commandsUntilPulled = MID_READ;
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        EmulatedChipCard there = card;
        if (there == null) {
            return failed(FailureCode.SEQUENCE_ERROR, "no-card");
        }
        if (there.answerToReset().length == 0) {
            return failed(FailureCode.INVALID_DATA, "card-mute");
        }
        conversations++;
        CompletableFuture<Completion<T>> answer = new CompletableFuture<>();
        time.after(TALKING, () -> answer.complete(talkedHere(talk, there)));
        return answer;
    }

    private <T> Completion<T> talkedHere(CardTalk<T> talk, EmulatedChipCard there) {
        if (there != card) {
            return Completion.failed(FailureCode.USER_ERROR, "card-removed");
        }
        return talked(talk, there, () -> {
            if (commandsUntilPulled > 0 && --commandsUntilPulled == 0) {
                pull();
            }
            return there == card;
        });
    }

    /** Talks to a card that nobody can pull. */
    public static <T> Completion<T> talked(CardTalk<T> talk, EmulatedChipCard there) {
        return talked(talk, there, () -> true);
    }

    /** @param in whether the card is still in, asked before each command */
    private static <T> Completion<T> talked(CardTalk<T> talk, EmulatedChipCard there, BooleanSupplier in) {
        there.reset();
        try {
            return talk.with(new ChainingChannel(new CardChannel() {
                @Override
                public byte[] answerToReset() {
                    return there.answerToReset();
                }

                @Override
                public byte[] transceive(byte[] command) throws CardLost {
                    if (!in.getAsBoolean()) {
                        throw new CardLost("card-removed");
                    }
                    byte[] answer = there.answer(command);
                    if (answer.length == 0) {
                        throw new CardLost(in.getAsBoolean() ? "card-mute" : "card-removed");
                    }
                    return answer;
                }
            }));
        } catch (CardLost lost) {
            return lost.completion();
        }
    }
}
