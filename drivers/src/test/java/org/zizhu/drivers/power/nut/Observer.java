package org.zizhu.drivers.power.nut;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.power.PowerState;

/** Waits for what a supply tells of itself; each waiting begins with the last thing told. */
final class Observer {
    static final Duration LONG = Duration.ofSeconds(30);

    private final NutPowerSupply supply;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();
    private final BlockingQueue<PowerState> powers = new LinkedBlockingQueue<>();

    Observer(NutPowerSupply supply) {
        this.supply = supply;
        supply.onStatus(statuses::add);
        supply.onPower(powers::add);
    }

    PowerState awaitPower(Predicate<PowerState> wanted) throws InterruptedException {
        return wanted.test(supply.power()) ? supply.power() : next(powers, wanted);
    }

    PowerState awaitSource(PowerState.Source source) throws InterruptedException {
        return awaitPower(power -> power.source() == source);
    }

    DeviceStatus awaitStatus(Predicate<DeviceStatus> wanted) throws InterruptedException {
        return wanted.test(supply.status()) ? supply.status() : next(statuses, wanted);
    }

    DeviceStatus awaitState(DeviceState state) throws InterruptedException {
        return awaitStatus(status -> status.state() == state);
    }

    /** How often such a power is told from now on. */
    int countPowers(Duration during, Predicate<PowerState> counted) throws InterruptedException {
        powers.clear();
        int count = 0;
        long end = System.nanoTime() + during.toNanos();
        while (end - System.nanoTime() > 0) {
            PowerState told = powers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            count += told != null && counted.test(told) ? 1 : 0;
        }
        return count;
    }

    void forget() {
        powers.clear();
        statuses.clear();
    }

    private <T> T next(BlockingQueue<T> told, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (end - System.nanoTime() > 0) {
            T next = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next != null && wanted.test(next)) {
                return next;
            }
        }
        return fail("still " + supply.power() + ", " + supply.status());
    }
}
