package org.zizhu.drivers.dispenser.crt591.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;

/**
 * The mechanics of the dispenser: the stacker, the way of one card at a time, and the bin. Commands come from the
 * emulator's thread, hands from any; thread-safe.
 */
final class CardWay {

    /** Where the card on its way is. */
    enum Place {
        NOWHERE,
        /** Between two positions, since a move ended early. */
        BETWEEN,
        CHIP,
        BEZEL,
        GATE,
        BIN
    }

    private static final String JAM = "10";
    private static final String SENSOR = "12";
    private static final String BY_HAND = "45";
    private static final String MOTOR = "51";
    private static final String STACKER_EMPTY = "A0";
    private static final String BIN_FULL = "A1";

    private final DispenserModel model;
    private final Deque<EmulatedChipCard> stacker = new ArrayDeque<>();
    private @Nullable EmulatedChipCard card;
    private Place place = Place.NOWHERE;
    private int inBin;
    private int counter;
    private boolean counting;
    private boolean entryOpen;
    private boolean chipPowered;
    private boolean jammed;
    private boolean jamsNext;
    private boolean motorDead;
    private boolean sensorStuck;

    CardWay(DispenserModel model) {
        this.model = model;
    }

    // What commands do.

    /** What is wrong with the mechanics, as a code of the protocol. */
    synchronized Optional<String> wrong() {
        return jammed ? Optional.of(JAM) : sensorStuck ? Optional.of(SENSOR) : Optional.empty();
    }

    /** Sets the card on its way to the place, drawing one where there is none; else the code that refuses it. */
    synchronized Optional<String> begin(Place to) {
        if (wrong().isPresent()) {
            return wrong();
        }
        if (motorDead) {
            return Optional.of(MOTOR);
        }
        if (to == Place.BIN && inBin >= model.binCapacity()) {
            return Optional.of(BIN_FULL);
        }
        if (card == null && to != Place.BIN) {
            card = stacker.poll();
            if (card == null) {
                return Optional.of(STACKER_EMPTY);
            }
        }
        chipPowered = false;
        place = card == null ? Place.NOWHERE : Place.BETWEEN;
        return Optional.empty();
    }

    /** How long the way takes from where the card is now. */
    synchronized Duration time(Place to) {
        return to == Place.BIN ? model.capture() : card == null ? model.draw() : model.shift();
    }

    /** Ends the way that was begun; the code of what came in between, if something did. */
    synchronized Optional<String> arrive(Place to) {
        if (jamsNext && card != null) {
            jamsNext = false;
            jammed = true;
        }
        if (wrong().isPresent()) {
            return wrong();
        }
        if (card == null && to != Place.BIN) {
            return Optional.of(BY_HAND);
        }
        place = to;
        if (to == Place.BIN && card != null) {
            inBin++;
            counter += counting ? 1 : 0;
        }
        if (to == Place.BIN) {
            card = null;
            place = Place.NOWHERE;
        }
        return Optional.empty();
    }

    synchronized void count(boolean on) {
        counting = on;
    }

    synchronized void openEntry(boolean open) {
        entryOpen = open;
    }

    synchronized int counter() {
        return counter;
    }

    synchronized void counter(int count) {
        counter = count;
    }

    /** The chip under the contacts, powered; empty when there is no card. */
    synchronized Optional<EmulatedChipCard> powerChip() {
        chipPowered = place == Place.CHIP;
        return chip();
    }

    synchronized void unpowerChip() {
        chipPowered = false;
    }

    /** The chip that is powered. */
    synchronized Optional<EmulatedChipCard> chip() {
        return chipPowered ? Optional.ofNullable(card) : Optional.empty();
    }

    /** The characters st0 st1 st2. A card anywhere but under the contacts counts as one at the gate. */
    synchronized byte[] status() {
        char st0 = card == null ? '0' : place == Place.CHIP ? '2' : '1';
        char st1 = stacker.isEmpty() ? '0' : stacker.size() <= model.fewCards() ? '1' : '2';
        char st2 = inBin >= model.binCapacity() ? '1' : '0';
        return new byte[] {(byte) st0, (byte) st1, (byte) st2};
    }

    /** S1 to S8: gate, bezel, between, chip, jam, stacker, bin, none. Which is which the document does not tell. */
    synchronized byte[] sensors() {
        boolean[] covered = {
            place == Place.GATE || sensorStuck,
            place == Place.BEZEL,
            place == Place.BETWEEN,
            place == Place.CHIP,
            jammed,
            !stacker.isEmpty(),
            inBin >= model.binCapacity(),
            false
        };
        StringBuilder characters = new StringBuilder();
        for (boolean sensor : covered) {
            characters.append(sensor ? '1' : '0');
        }
        return characters.toString().getBytes(StandardCharsets.US_ASCII);
    }

    // What hands do.

    synchronized void load(Collection<? extends EmulatedChipCard> cards) {
        stacker.addAll(cards);
        while (stacker.size() > model.stackerCapacity()) {
            stacker.removeLast();
        }
    }

    synchronized void emptyStacker() {
        stacker.clear();
    }

    synchronized void binHolds(int cards) {
        inBin = cards;
    }

    /** Pulls the card off its way, if a hand can reach it. */
    synchronized Optional<EmulatedChipCard> pull() {
        boolean reachable = place == Place.GATE || place == Place.BEZEL || place == Place.BETWEEN;
        Optional<EmulatedChipCard> pulled = reachable && !jammed ? Optional.ofNullable(card) : Optional.empty();
        if (pulled.isPresent()) {
            card = null;
            place = Place.NOWHERE;
        }
        return pulled;
    }

    /** Puts a card into the gate; it is drawn in where entry is open, else it stands in the mouth. */
    synchronized boolean push(EmulatedChipCard pushed) {
        if (card != null) {
            return false;
        }
        card = pushed;
        place = entryOpen ? Place.BEZEL : Place.GATE;
        return true;
    }

    /** A bent card sticks on the way now: the one that is there, or one that came off the stacker with another. */
    synchronized void jam() {
        jammed = true;
        chipPowered = false;
        if (card == null) {
            card = stacker.isEmpty() ? EmulatedChipCard.mute() : stacker.poll();
        }
        place = Place.BETWEEN;
    }

    synchronized void jamNext() {
        jamsNext = true;
    }

    /** The way is opened, and what sticks there is taken out. */
    synchronized void clearJam() {
        jamsNext = false;
        if (jammed) {
            jammed = false;
            card = null;
            place = Place.NOWHERE;
        }
    }

    synchronized void motor(boolean dead) {
        motorDead = dead;
    }

    synchronized void sensor(boolean stuck) {
        sensorStuck = stuck;
    }

    synchronized void powerLost() {
        chipPowered = false;
        entryOpen = false;
        counting = false;
    }

    synchronized DispenserView view() {
        return new DispenserView(stacker.size(), place.name(), inBin, jammed, sensorStuck);
    }
}
