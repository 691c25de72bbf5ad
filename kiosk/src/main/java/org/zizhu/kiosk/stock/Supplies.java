package org.zizhu.kiosk.stock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.JournalFailure;

/**
 * Paper and receipt roll: what was loaded less what the journal says was used, and how long that will last at the rate of the last
 * week. A sensor that goes from out to not out is a filling-up. Thread-safe.
 */
public final class Supplies {

    /** A ream, which fills the usual tray. */
    private static final int SHEETS = 500;

    /** An 80 mm roll of 80 m, at 30 cm a receipt. */
    private static final int RECEIPTS = 260;

    /** Staff come by twice a week: they should hear of it a visit ahead. */
    private static final Duration WARN_BEFORE = Duration.ofDays(4);

    /** A rate is no rate before there has been some use; until then a tenth left is low. */
    private static final int LOW_PART = 10;

    private static final Duration WEEK = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Supplies.class);

    /**
     * How much is left.
     *
     * @param left sheets or receipts
     * @param hoursLeft at the rate of the last week; empty while nothing was used
     * @param low whether staff should come
     */
    public record Level(Supply supply, int capacity, long left, OptionalLong hoursLeft, boolean low) {}

    private final Journal journal;
    private final InstantSource clock;

    public Supplies(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Takes note of every filling-up from now on. A unit that has never been filled is taken as full. */
    public void watch(Cabinet cabinet) {
        cabinet.documentPrinter().ifPresent(printer -> watch(printer, Supply.PAPER, SHEETS));
        cabinet.receiptPrinter().ifPresent(printer -> watch(printer, Supply.RECEIPT_ROLL, RECEIPTS));
    }

    private void watch(Device device, Supply supply, int capacity) {
        if (journal.lastLoad(supply).isEmpty()) {
            journal.loaded(supply, capacity);
        }
        AtomicBoolean out = new AtomicBoolean();
        var unused = device.onStatus(status -> noticeFilling(status, supply, capacity, out));
    }

    private void noticeFilling(DeviceStatus status, Supply supply, int capacity, AtomicBoolean out) {
        SupplyLevel level = status.level(supply);
        if (level == SupplyLevel.OUT) {
            out.set(true);
        } else if (level != SupplyLevel.UNKNOWN && out.getAndSet(false)) {
            try {
                journal.loaded(supply, capacity);
            } catch (JournalFailure e) {
                LOG.error("filling up {} can't be noted", supply);
            }
        }
    }

    /** The levels now. */
    public List<Level> levels() {
        return List.of(level(Supply.PAPER, SHEETS), level(Supply.RECEIPT_ROLL, RECEIPTS));
    }

    private Level level(Supply supply, int capacity) {
        Instant now = clock.instant();
        Journal.Load load = journal.lastLoad(supply).orElse(new Journal.Load(capacity, now));
        long left = Math.max(0, load.amount() - usedSince(supply, load.at()));
        long usedInAWeek = usedSince(supply, now.minus(WEEK));
        OptionalLong hoursLeft =
                usedInAWeek == 0 ? OptionalLong.empty() : OptionalLong.of(left * WEEK.toHours() / usedInAWeek);
        boolean low = left * LOW_PART <= load.amount()
                || (hoursLeft.isPresent() && hoursLeft.getAsLong() < WARN_BEFORE.toHours());
        return new Level(supply, load.amount(), left, hoursLeft, low);
    }

    private long usedSince(Supply supply, Instant since) {
        return supply == Supply.PAPER ? journal.pagesPrintedSince(since) : journal.receiptsPrintedSince(since);
    }
}
