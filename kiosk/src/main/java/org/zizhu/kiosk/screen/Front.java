package org.zizhu.kiosk.screen;

/** Shows views: the window, or whoever plays its part. Called on the visit's thread; must return at once. */
@FunctionalInterface
public interface Front {
    void show(View view);

    /** Where the front returns what the citizen did; may be called from any thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param viewNumber the {@link View#number} that the citizen saw
         */
        void acted(long viewNumber, Action action);
    }
}
