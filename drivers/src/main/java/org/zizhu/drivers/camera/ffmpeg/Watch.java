package org.zizhu.drivers.camera.ffmpeg;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.camera.Frame;

/** Somebody who watches, on a thread of their own: who is slow misses pictures, and delays neither the camera nor others. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Consumer<? super Frame> watcher;
    private @Nullable Frame next;
    private boolean over;

    Watch(Consumer<? super Frame> watcher) {
        this.watcher = watcher;
        Thread thread = new Thread(this::live, "camera-watcher");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void offer(Frame frame) {
        next = frame;
        notifyAll();
    }

    /** No picture is begun to be given from now on. */
    synchronized void end() {
        over = true;
        next = null;
        notifyAll();
    }

    private synchronized @Nullable Frame await() throws InterruptedException {
        while (next == null && !over) {
            wait();
        }
        Frame frame = next;
        next = null;
        return frame;
    }

    private void live() {
        try {
            for (Frame frame = await(); frame != null; frame = await()) {
                watcher.accept(frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A watcher's defect is not the camera's. Without its message, which might tell of the picture.
            LOG.error(
                    "a watcher of the camera failed and gets no more: {}",
                    e.getClass().getName());
        }
    }
}
