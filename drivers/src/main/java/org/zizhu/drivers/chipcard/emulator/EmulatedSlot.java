package org.zizhu.drivers.chipcard.emulator;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.emulator.Imperfection;

/**
 * The slot of a reader and the card in it: contacts that age, cards that are pulled at the worst moment, and a reader that
 * hangs. Thread-safe: one thread works the card, any other scripts.
 */
public final class EmulatedSlot {

    private final Imperfection imperfection;
    private final RandomGenerator random;
    private final boolean timed;

    // All below is guarded by this.
    private @Nullable EmulatedChipCard card;
    private int commandsUntilPulled;
    private boolean hanging;
    private int commands;
    private UnaryOperator<byte[]> damage = UnaryOperator.identity();
    private @Nullable Boolean stuckSwitch;
    private Runnable changed = () -> {};

    public EmulatedSlot(Imperfection imperfection, RandomGenerator random) {
        this(imperfection, random, true);
    }

    private EmulatedSlot(Imperfection imperfection, RandomGenerator random, boolean timed) {
        this.imperfection = imperfection;
        this.random = random;
        this.timed = timed;
    }

    /** A slot whose cards need no time. */
    public static EmulatedSlot immediate() {
        return new EmulatedSlot(Imperfection.IDEAL, new SplittableRandom(1), false);
    }

    /** Puts a card in; one that is there makes room. */
    public void insert(EmulatedChipCard inserted) {
        change(inserted);
    }

    /** Takes the card out. */
    public void remove() {
        change(null);
    }

    private void change(@Nullable EmulatedChipCard next) {
        Runnable told;
        synchronized (this) {
            card = next;
            told = changed;
            notifyAll();
            if (next != null) {
                next.reset();
            } else {
                commandsUntilPulled = 0;
            }
        }
        told.run();
    }

    /** Calls this whenever a card was put in or taken out from outside, on the thread that did it. */
    synchronized void onChange(Runnable listener) {
        changed = listener;
    }

    /** Waits until there is a card. */
    synchronized void awaitCard() throws InterruptedException {
        while (card == null) {
            wait();
        }
    }

    /** Takes the card out at the n-th command from now, counted from 1, before it is answered; to this card or the next. */
    public synchronized void pullAtCommand(int n) {
        commandsUntilPulled = n;
    }

    /** From now on no command is answered, until it hangs no longer. */
    public synchronized void hang(boolean now) {
        hanging = now;
        notifyAll();
    }

    /** From now on this becomes of each answer on its way; no bytes are an answer that the reader could not make out. */
    public synchronized void damage(UnaryOperator<byte[]> toAnswers) {
        damage = toAnswers;
    }

    /** The switch that feels the card stays as it is. */
    public synchronized void stickSwitch() {
        stuckSwitch = card != null;
    }

    /** All faults by script are over; the card stays. */
    public synchronized void heal() {
        damage = UnaryOperator.identity();
        stuckSwitch = null;
        commandsUntilPulled = 0;
        hang(false);
    }

    /** Whether there is a card, as the switch feels it. */
    public synchronized boolean occupied() {
        return stuckSwitch == null ? card != null : stuckSwitch;
    }

    /** How many commands have come. */
    public synchronized int commands() {
        return commands;
    }

    /** The answer to reset of the card that is in it; empty when there is none, or it says nothing. */
    synchronized byte[] answerToReset() {
        EmulatedChipCard there = card;
        return there == null ? new byte[0] : there.answerToReset();
    }

    /** Resets the card, and gives what it answers. */
    synchronized byte[] reset() {
        EmulatedChipCard there = card;
        if (there != null) {
            there.reset();
        }
        return answerToReset();
    }

    /** The card's answer; empty when the card is gone, or did not answer. */
    byte[] transmit(byte[] command) throws InterruptedException {
        EmulatedChipCard there;
        synchronized (this) {
            commands++;
            while (hanging) {
                wait();
            }
            if (commandsUntilPulled > 0 && --commandsUntilPulled == 0) {
                card = null;
            }
            there = card;
            if (there == null || imperfection.disturbs(random)) {
                return new byte[0];
            }
        }
        TimeUnit.NANOSECONDS.sleep(duration(there.perCommand()).toNanos());
        synchronized (this) {
            return there == card ? damage.apply(there.answer(command)) : new byte[0];
        }
    }

    private synchronized Duration duration(Duration usual) {
        if (!timed) {
            return Duration.ZERO;
        }
        return imperfection.slowed(usual, random);
    }
}
