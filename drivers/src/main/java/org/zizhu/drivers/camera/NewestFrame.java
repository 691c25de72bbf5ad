package org.zizhu.drivers.camera;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands the newest picture from the camera's thread to that of a driver who looks through it. */
public final class NewestFrame {
    private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);

    /** On the camera's thread alone. */
    public void put(Frame frame) {
        newest.clear();
        // False only if somebody else had put one: nobody does.
        boolean unused = newest.offer(frame);
    }

    /** The newest picture that was not taken yet; null if none came in time. */
    public @Nullable Frame take(Duration within) throws InterruptedException {
        return newest.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
