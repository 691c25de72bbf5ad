package org.zizhu.drivers.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.cabinet.Cabinet;

/** One driver's death, wherever and of whatever it dies, stops neither the others nor itself for ever. */
@Timeout(60)
class DyingDriverTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    static final List<Supplier<Throwable>> DEATHS = List.of(
            () -> new IllegalStateException("a defect"),
            () -> new NullPointerException("a defect"),
            () -> new StackOverflowError("for ever and ever"),
            () -> new OutOfMemoryError("pretended"),
            () -> new AssertionError("that cannot be"),
            () -> new NoClassDefFoundError("a jar is missing"),
            () -> new UnsatisfiedLinkError("a library is missing"));

    private final Driver dying = new Driver("dying");
    private final Driver living = new Driver("living");
    private final Cabinet cabinet = new Cabinet(List.of(dying, living));

    private static final class Driver extends DeviceLoop<AutoCloseable> {
        private final AtomicInteger polls = new AtomicInteger();
        private volatile @Nullable Throwable death;

        Driver(String name) {
            super(name, MonotonicClock.SYSTEM, InstantSource.system());
        }

        @Override
        protected AutoCloseable connect() {
            return () -> {};
        }

        @Override
        protected Duration poll(AutoCloseable link) {
            polls.incrementAndGet();
            die();
            publish(DeviceStatus.online(MediaState.UNKNOWN));
            return Duration.ofMillis(10);
        }

        void die() {
            Throwable now = death;
            death = null;
            if (now != null) {
                raise(now);
            }
        }

        static void raise(Throwable death) {
            if (death instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) death;
        }

        @Override
        public DeviceClass deviceClass() {
            return DeviceClass.PANEL;
        }

        @Override
        public CompletableFuture<Completion<String>> selfTest(Duration within) {
            return submit(within, (link, deadline) -> {
                die();
                return Completion.success("well");
            });
        }

        CompletableFuture<Completion<String>> dieAtCommand(Throwable of) {
            return submit(LONG, (link, deadline) -> {
                raise(of);
                return Completion.success("never");
            });
        }
    }

    @BeforeEach
    void start() throws Exception {
        cabinet.start();
        awaitUsable(dying);
        awaitUsable(living);
    }

    @AfterEach
    void stop() {
        cabinet.close();
    }

    @ParameterizedTest
    @FieldSource("DEATHS")
    void diesInAPoll(Supplier<Throwable> of) throws Exception {
        dying.death = of.get();
        CountDownLatch failed = new CountDownLatch(1);
        dying.onStatus(status -> {
            if (status.reasons().contains("driver-failed")) {
                failed.countDown();
            }
        });
        assertTrue(failed.await(20, TimeUnit.SECONDS));
        othersLiveAndItComesBack();
    }

    @ParameterizedTest
    @FieldSource("DEATHS")
    void diesInACommand(Supplier<Throwable> of) throws Exception {
        assertEquals(
                Completion.failed(FailureCode.HARDWARE_ERROR, "driver-failed"),
                dying.dieAtCommand(of.get()).get(20, TimeUnit.SECONDS));
        othersLiveAndItComesBack();
    }

    @ParameterizedTest
    @FieldSource("DEATHS")
    void itsListenerDies(Supplier<Throwable> of) throws Exception {
        AtomicInteger heard = new AtomicInteger();
        dying.onStatus(status -> {
            if (heard.getAndIncrement() > 0) {
                Driver.raise(of.get());
            }
        });
        dying.death = new IllegalStateException("so that the status changes");
        othersLiveAndItComesBack();
    }

    private void othersLiveAndItComesBack() throws Exception {
        int polls = living.polls.get();
        while (living.polls.get() < polls + 5) {
            Thread.onSpinWait();
        }
        assertEquals(Completion.success("well"), living.selfTest(LONG).get(20, TimeUnit.SECONDS));
        awaitUsable(dying);
        Completion<String> answer;
        do {
            answer = dying.selfTest(LONG).get(20, TimeUnit.SECONDS);
        } while (!answer.equals(Completion.success("well")));
        assertEquals(0, living.history().faults().size());
    }

    private static void awaitUsable(Driver driver) throws InterruptedException {
        CountDownLatch usable = new CountDownLatch(1);
        driver.onStatus(status -> {
            if (status.usable()) {
                usable.countDown();
            }
        });
        assertTrue(usable.await(20, TimeUnit.SECONDS));
    }
}
