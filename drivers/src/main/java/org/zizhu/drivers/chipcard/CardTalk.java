package org.zizhu.drivers.chipcard;

import org.zizhu.drivers.Completion;

/** A conversation with one card, from power-up to its end, on the driver's thread. */
@FunctionalInterface
public interface CardTalk<T> {
    /**
     * @throws CardLost to end the conversation as {@code USER_ERROR} (removed) or {@code INVALID_DATA} (mute, garbled)
     */
    Completion<T> with(CardChannel card) throws CardLost;
}
