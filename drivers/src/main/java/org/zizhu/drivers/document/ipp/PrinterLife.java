package org.zizhu.drivers.document.ipp;

import java.time.Duration;
import java.util.Optional;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * One life of a printer, from power-on to power-off, told by its printer-up-time (RFC 8011 §5.4.29): job ids, the job
 * history and the count of pages belong to it and die with it.
 */
final class PrinterLife {

    /** Up time is told in whole seconds and may be as old as an answer may be late. No printer restarts faster. */
    private static final Duration TOLERANCE = JobFollower.ANSWER.plusSeconds(2);

    private final MonotonicClock clock;
    private final Optional<Duration> upTime;
    private final long atNanos;

    PrinterLife(PrinterReport report, MonotonicClock clock) {
        this.clock = clock;
        this.upTime = report.upTime();
        this.atNanos = clock.nanos();
    }

    /** Whether the printer has started again since. False where it does not tell its up time. */
    boolean endedBefore(PrinterReport now) {
        if (upTime.isEmpty() || now.upTime().isEmpty()) {
            return false;
        }
        Duration since = Duration.ofNanos(clock.nanos() - atNanos);
        return now.upTime().get().plus(TOLERANCE).compareTo(upTime.get().plus(since)) < 0;
    }
}
