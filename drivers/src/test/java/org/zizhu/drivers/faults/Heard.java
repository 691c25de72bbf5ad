package org.zizhu.drivers.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.faults.Answer.Shown;

/** The statuses that were published, in their order. */
final class Heard implements AutoCloseable {
    private final List<DeviceStatus> statuses = new ArrayList<>();

    private final Subscription subscription;

    Heard(Device device) {
        subscription = device.onStatus(this::add);
    }

    private synchronized void add(DeviceStatus status) {
        statuses.add(status);
        notifyAll();
    }

    synchronized void forgetAllButLast() {
        statuses.subList(0, statuses.size() - 1).clear();
    }

    /** One of those that were heard. */
    synchronized void await(String what, Predicate<DeviceStatus> wanted) throws InterruptedException {
        awaits(what, () -> statuses.stream().anyMatch(wanted));
    }

    /** The one that holds now. */
    synchronized void awaitLast(String what, Predicate<DeviceStatus> wanted) throws InterruptedException {
        awaits(what, () -> wanted.test(statuses.get(statuses.size() - 1)));
    }

    private void awaits(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Proof.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            assertTrue(left > 0, () -> "the status was never " + what + ", but " + statuses);
            wait(left);
        }
    }

    /** From the moment that it was shown, it is all that is shown. */
    synchronized void stays(Shown shown) throws InterruptedException {
        int first = 0;
        while (!shown.fits(statuses.get(first))) {
            first++;
        }
        long end = System.nanoTime() + Proof.WATCHED.toNanos();
        long left = Proof.WATCHED.toMillis();
        while (left > 0) {
            for (DeviceStatus status : statuses.subList(first, statuses.size())) {
                assertTrue(shown.fits(status), () -> "the status did not stay " + shown.words() + ": " + statuses);
            }
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
