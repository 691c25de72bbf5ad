package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.zizhu.drivers.Completion;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** What came of waiting for a device, at which the citizen may also go elsewhere. */
sealed interface Wait<T> {

    Duration TICK = Duration.ofSeconds(1);

    /** The device is through. */
    record Ended<T>(Completion<T> completion) implements Wait<T> {}

    /** The citizen went, and the device was told to stop. */
    record Gone<T>(Outcome where) implements Wait<T> {}

    /**
     * Waits.
     *
     * @param cancel stops the device
     * @param screen what is shown meanwhile, looked at anew whenever something changes
     */
    static <T> Wait<T> on(
            Matter matter, CompletableFuture<Completion<T>> ending, Runnable cancel, Supplier<Screen> screen)
            throws VisitOver {
        Desk desk = matter.desk();
        desk.wakeWhenDone(ending);
        desk.showUnlessShown(screen.get());
        try {
            while (!ending.isDone()) {
                Optional<Outcome> away = away(desk.listen(TICK));
                if (away.isPresent()) {
                    cancel.run();
                    return new Gone<>(away.get());
                }
                if (!ending.isDone()) {
                    desk.update(screen.get());
                }
            }
        } catch (VisitOver over) {
            cancel.run();
            throw over;
        }
        return new Ended<>(ending.join());
    }

    /** Where somebody wants to go who does not show what they are asked for. */
    static Optional<Outcome> away(Optional<Action> action) {
        if (action.isPresent() && action.get() instanceof Action.Back) {
            return Optional.of(Outcome.BACK);
        }
        return action.filter(Action.AnotherWay.class::isInstance).map(wanted -> Outcome.OTHER_WAY);
    }
}
