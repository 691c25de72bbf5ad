package org.zizhu.drivers.dispenser;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.chipcard.ChipCardSlot;

/**
 * Hands out cards from a stacker and takes back those that nobody took (发卡机). Its status carries the stacker's level as
 * {@code CARDS} and, as medium, the card on its way: {@code PRESENT} at the gate or inside, {@code NOT_PRESENT} when the
 * way is free. A full bin for captured cards is the reason "bin-full".
 *
 * <p>A move that failed as {@code HARDWARE_ERROR}, {@code TIME_OUT}, {@code USER_ERROR} or {@code CANCELLED} may have
 * moved the card: {@link #position} asks the sensors. One that failed otherwise has moved nothing.
 */
public interface CardDispenser extends ChipCardSlot {

    /** Where the card on its way is, as the sensors say. */
    enum Position {
        /** No card on the way. */
        NONE,
        /** At the gate, where a citizen can take it, or held in the bezel. */
        GATE,
        /** In the reading position: its chip can be talked to. */
        CHIP
    }

    /** Where the card is now. */
    CompletableFuture<Completion<Position>> position(Duration within);

    /** Takes a card from the stacker (or the one on its way) to the reading position. */
    CompletableFuture<Completion<Position>> moveToChip(Duration within);

    /** Moves the card to the bezel and holds it there. */
    CompletableFuture<Completion<Position>> hold(Duration within);

    /** Moves the card out of the gate, to be taken. */
    CompletableFuture<Completion<Position>> eject(Duration within);

    /** Takes the card on its way back into the bin (回收). */
    CompletableFuture<Completion<Position>> capture(Duration within);

    /** How many cards the device says that its bin has taken since it was last reset. */
    CompletableFuture<Completion<Integer>> captured(Duration within);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.CARD_DISPENSER;
    }
}
