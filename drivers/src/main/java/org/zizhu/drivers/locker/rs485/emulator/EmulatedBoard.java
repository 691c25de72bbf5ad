package org.zizhu.drivers.locker.rs485.emulator;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.LockFrame;

/** A lock board at its address. Guarded by its emulator. */
final class EmulatedBoard {
    final int address;
    final BoardModel model;
    Feedback feedback;
    private final List<EmulatedLock> locks = new ArrayList<>();
    boolean powered = true;
    /** A supply that broke down under two coils resets the board. */
    long resettingUntilNanos = System.nanoTime();

    EmulatedBoard(int address, BoardModel model, Feedback feedback) {
        this.address = address;
        this.model = model;
        this.feedback = feedback;
        for (int i = 0; i < model.locks(); i++) {
            locks.add(new EmulatedLock());
        }
    }

    boolean alive() {
        return powered && resettingUntilNanos - System.nanoTime() <= 0;
    }

    boolean has(int lock) {
        return lock >= 1 && lock <= locks.size();
    }

    EmulatedLock lock(int number) {
        return locks.get(number - 1);
    }

    List<EmulatedLock> locks() {
        return locks;
    }

    byte[] aboutOne(int head, int lock) {
        boolean shorted = feedback.shorted(lock(lock).seemsOpen());
        return LockFrame.of(head, address, lock, shorted ? LockFrame.SHORTED : LockFrame.NOT_SHORTED);
    }

    /** The highest eight locks first, the lowest of each eight in bit 0. */
    byte[] aboutAll() {
        int groups = LockFrame.groups(locks.size());
        int[] content = new int[groups + 3];
        content[0] = LockFrame.QUERY;
        content[1] = address;
        for (int i = 0; i < locks.size(); i++) {
            if (feedback.shorted(locks.get(i).seemsOpen())) {
                content[1 + groups - i / LockFrame.LOCKS_PER_GROUP] |= 1 << i % LockFrame.LOCKS_PER_GROUP;
            }
        }
        content[groups + 2] = LockFrame.QUERY_END;
        return LockFrame.of(content);
    }
}
