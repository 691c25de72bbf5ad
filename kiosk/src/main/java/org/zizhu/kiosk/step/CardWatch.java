package org.zizhu.kiosk.step;

import java.util.Optional;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.idcard.IdCardReader;
import org.zizhu.kiosk.visit.Matter;

/**
 * Whether the card that says who they are stays on the reader while something else is shown: who lifts it may be giving place to
 * somebody else. A card that had been taken before is no matter, and neither is a reader that falls silent: only a reader that sees
 * no card where it saw one says so. Thread-safe.
 */
final class CardWatch implements AutoCloseable {
    private final Runnable whenLifted;
    private boolean lying;
    private boolean lifted;
    private Optional<Subscription> watching = Optional.empty();

    private CardWatch(Runnable whenLifted) {
        this.whenLifted = whenLifted;
    }

    /**
     * Watches from now on.
     *
     * @param whenLifted on the driver's thread; must not block
     */
    static CardWatch over(Matter matter, Runnable whenLifted) {
        CardWatch watch = new CardWatch(whenLifted);
        Optional<IdCardReader> reader = matter.unit().cabinet().idCardReader();
        if (reader.isPresent() && matter.citizen().reading().isPresent()) {
            watch.watching = Optional.of(reader.get().onStatus(watch::saw));
        }
        return watch;
    }

    private void saw(DeviceStatus status) {
        if (liftedBy(status)) {
            whenLifted.run();
        }
    }

    private synchronized boolean liftedBy(DeviceStatus status) {
        boolean now = lying && status.media() == MediaState.NOT_PRESENT;
        lying |= status.media() == MediaState.PRESENT;
        lifted |= now;
        return now;
    }

    synchronized boolean lifted() {
        return lifted;
    }

    @Override
    public void close() {
        watching.ifPresent(Subscription::close);
    }
}
