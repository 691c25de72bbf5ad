package org.zizhu.kiosk.screen;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows views: the window, or whoever plays its part. Called on the visit's thread; must return at once. */
@FunctionalInterface
public interface Front {
    void show(View view);

    /**
     * A picture (PNG) of what is on the display, at half its size, for who looks from afar; only of a screen before which nobody is served,
     * else empty. From any thread; must return at once.
     */
    default CompletableFuture<Optional<byte[]>> picture() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Where the front returns what the citizen did; may be called from any thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param viewNumber the {@link View#number} that the citizen saw
         */
        void acted(long viewNumber, Action action);
    }
}
