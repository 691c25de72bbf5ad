package org.zizhu.drivers.chipcard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;

/** A place in which a chip card can be talked to: a reader's slot, or the chip position in a card dispenser. */
public interface ChipCardSlot extends Device {

    /**
     * Powers the card that is in place, talks to it and powers it off. Fails as {@code SEQUENCE_ERROR} "no-card" when none
     * is there, {@code USER_ERROR} "card-removed" when it is pulled meanwhile, {@code INVALID_DATA} "card-mute" when its
     * chip does not answer (upside down, broken), {@code TIME_OUT} when the talk takes longer than it may.
     */
    <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within);
}
