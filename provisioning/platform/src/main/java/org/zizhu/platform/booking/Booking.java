package org.zizhu.platform.booking;

import java.time.Duration;
import java.time.Instant;
import org.zizhu.platform.casework.CaseItem;

/**
 * A booked appointment at a counter (窗口).
 *
 * @param place the hall that it is in
 * @param counter the number of the counter
 */
public record Booking(String number, CaseItem item, String place, int counter, Instant starts, Instant ends) {

    /** The halls give a place every half hour. */
    public static final Duration SLOT = Duration.ofMinutes(30);

    /** Who comes earlier would take up a seat. */
    public static final Duration CHECK_IN_BEFORE = Duration.ofMinutes(30);

    /** The next slot after that moment. */
    public static Booking next(String number, CaseItem item, String place, int counter, Instant now) {
        long slot = SLOT.toSeconds();
        Instant starts = Instant.ofEpochSecond((now.getEpochSecond() / slot + 1) * slot);
        return new Booking(number, item, place, counter, starts, starts.plus(SLOT));
    }

    /** From when its holder can check in. */
    public Instant opens() {
        return starts.minus(CHECK_IN_BEFORE);
    }
}
