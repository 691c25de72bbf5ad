package org.zizhu.drivers.codescanner.camera;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.camera.Frame;

/** Hands the newest picture from the camera's thread to the scanner's. */
final class NewestFrame {
    private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);

    /** On the camera's thread alone. */
    void put(Frame frame) {
        newest.clear();
        // False only if somebody else had put one: nobody does.
        boolean unused = newest.offer(frame);
    }

    /** The newest picture that was not taken yet; null if none came in time. */
    @Nullable
    Frame take(Duration within) throws InterruptedException {
        return newest.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
