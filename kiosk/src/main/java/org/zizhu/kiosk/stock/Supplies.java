package org.zizhu.kiosk.stock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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
 * What the devices use up, as their sensors say; and for paper and receipt roll, which sensors notice too late, what was loaded
 * less what the journal says was used, and how long that will last at the rate of the last week. A sensor that goes from out to
 * not out is a filling-up. Thread-safe.
 */
public final class Supplies {

    /** A ream, which fills the usual tray. */
    private static final int SHEETS = 500;

    /** An 80 mm roll of 80 m, at 30 cm a receipt. */
    private static final int RECEIPTS = 260;

    /** A rate is no rate before there has been some use; until then a tenth left is low. */
    private static final int LOW_PART = 10;

    private static final Duration WEEK = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Supplies.class);

    /**
     * How much is left.
     *
     * @param sensed as the device says
     * @param count empty for what nobody counts
     * @param low whether staff should come
     */
    public record Level(Supply supply, SupplyLevel sensed, Optional<Count> count, boolean low) {}

    /**
     * What the journal reckons.
     *
     * @param left sheets, receipts, cards or blanks
     * @param hoursLeft at the rate of the last week; empty while nothing was used
     */
    public record Count(int capacity, long left, OptionalLong hoursLeft) {

        private boolean low(Duration warning) {
            return left * LOW_PART <= capacity || (hoursLeft.isPresent() && hoursLeft.getAsLong() < warning.toHours());
        }
    }

    private final Journal journal;
    private final Ledger ledger;
    private final Cabinet cabinet;
    private final InstantSource clock;
    private final Supplier<Duration> warning;

    /** @param warning what will not last so long is low: staff should hear of it a visit of theirs ahead */
    public Supplies(Journal journal, Cabinet cabinet, InstantSource clock, Supplier<Duration> warning) {
        this.journal = journal;
        this.ledger = new Ledger(journal);
        this.cabinet = cabinet;
        this.clock = clock;
        this.warning = warning;
    }

    /** How much there is after a supply that is counted was filled up. */
    public static int full(Supply supply) {
        return switch (supply) {
            case PAPER -> SHEETS;
            case RECEIPT_ROLL -> RECEIPTS;
            default -> throw new IllegalArgumentException("nobody counts " + supply);
        };
    }

    /** Takes note of every filling-up from now on. A unit that has never been filled is taken as full. */
    public void watch() {
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

    /** The levels now, of what is counted or reported by a device. */
    public List<Level> levels() {
        return Arrays.stream(Supply.values())
                .map(this::level)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Level> level(Supply supply) {
        Optional<SupplyLevel> sensed = cabinet.devices().stream()
                .map(device -> device.status().supplies().get(supply))
                .filter(Objects::nonNull)
                .findFirst();
        Optional<Count> count = booked(supply).map(this::count).or(() -> journal.lastLoad(supply)
                .map(load -> count(supply, load)));
        if (sensed.isEmpty() && count.isEmpty()) {
            return Optional.empty();
        }
        SupplyLevel says = sensed.orElse(SupplyLevel.UNKNOWN);
        boolean low = says == SupplyLevel.LOW
                || says == SupplyLevel.OUT
                || count.map(some -> some.low(warning.get())).orElse(false);
        return Optional.of(new Level(supply, says, count, low));
    }

    /** The store whose pieces are this supply, if any was ever loaded in it. */
    private Optional<Store> booked(Supply supply) {
        return Store.of(supply).filter(store -> ledger.balance(store).loaded() > 0);
    }

    private Count count(Store store) {
        long left = Math.max(0, ledger.balance(store).left());
        long usedInAWeek = journal.usedSince(store.id(), clock.instant().minus(WEEK));
        return new Count(
                store.capacity(),
                left,
                usedInAWeek == 0 ? OptionalLong.empty() : OptionalLong.of(left * WEEK.toHours() / usedInAWeek));
    }

    private Count count(Supply supply, Journal.Load load) {
        long left = Math.max(0, load.amount() - usedSince(supply, load.at()));
        Instant aWeekAgo = clock.instant().minus(WEEK);
        long usedInAWeek = usedSince(supply, aWeekAgo);
        return new Count(
                load.amount(),
                left,
                usedInAWeek == 0 ? OptionalLong.empty() : OptionalLong.of(left * WEEK.toHours() / usedInAWeek));
    }

    private long usedSince(Supply supply, Instant since) {
        return supply == Supply.PAPER ? journal.pagesPrintedSince(since) : journal.receiptsPrintedSince(since);
    }
}
