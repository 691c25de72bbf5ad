package org.zizhu.drivers.loop;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Subscription;

/**
 * Who wants to hear of one kind of news of a device. A listener's defect is not the device's, and keeps the news from
 * nobody else. Thread-safe.
 */
public final class Listeners<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

    public Subscription add(Consumer<? super T> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells all, on the caller's thread. */
    public void tell(T news) {
        for (Consumer<? super T> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                // Without the message, which may quote what the news held.
                LOG.error("a listener failed: {} at {}", e.getClass().getName(), Arrays.toString(e.getStackTrace()));
            }
        }
    }
}
