package org.zizhu.kiosk.visit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is to be done on the visit's thread while nobody is being served: never in the middle of a visit. Thread-safe. */
public final class Errands {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** Asks for it; from any thread. Whoever waits at the desk has to be woken. */
    public void put(Runnable errand) {
        waiting.add(errand);
    }

    /** Does what waits, and tells whether there was any. On the visit's thread, between two visits; each must return soon. */
    public boolean run() {
        boolean any = false;
        for (Runnable errand = waiting.poll(); errand != null; errand = waiting.poll()) {
            errand.run();
            any = true;
        }
        return any;
    }
}
