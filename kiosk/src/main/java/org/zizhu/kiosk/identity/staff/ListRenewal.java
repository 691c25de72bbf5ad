package org.zizhu.kiosk.identity.staff;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.GovernmentPlatform;

/**
 * Keeps the list of revoked staff cards as new as it can be: at the start, every few minutes, and at once when the platform is
 * there again. What the platform gives is believed only for its signature.
 */
public final class ListRenewal {

    /** A card that was reported stolen opens nothing any more after that time, where there is a network. */
    private static final Duration ASKED_EVERY = Duration.ofMinutes(10);

    /** A platform that is there and gives no list, or a disk that is full, is tried again more often. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(ListRenewal.class);

    private final GovernmentPlatform platform;
    private final RevocationList list;
    private final MonotonicClock clock;
    private long askNextNanos;

    public ListRenewal(GovernmentPlatform platform, RevocationList list, MonotonicClock clock) {
        this.platform = platform;
        this.list = list;
        this.clock = clock;
        this.askNextNanos = clock.nanos();
    }

    /** Asks the platform, which was there a moment ago, if it is time to. Not for two threads at once. */
    public void keep() {
        if (clock.nanos() - askNextNanos < 0) {
            return;
        }
        Duration next = renewed() ? ASKED_EVERY : TRIED_AGAIN;
        askNextNanos = clock.nanos() + next.toNanos();
    }

    private boolean renewed() {
        if (!(platform.revokedStaff().join() instanceof Answer.Given<byte[]> given)) {
            return false;
        }
        try {
            if (list.offer(given.value()) == RevocationList.Renewal.NOT_OURS) {
                LOG.warn("the platform gave no list of our staff authority");
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.error("the list of revoked staff cards can't be written");
            return false;
        }
    }
}
