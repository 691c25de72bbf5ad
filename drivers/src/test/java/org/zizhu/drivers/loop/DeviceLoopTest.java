package org.zizhu.drivers.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.DeviceHistory;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;

@Timeout(30)
class DeviceLoopTest {
    private static final DeviceStatus ONLINE = DeviceStatus.online(MediaState.NOT_PRESENT);
    private static final DeviceStatus NO_DEVICE = DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    private static final DeviceStatus DEFECT = DeviceStatus.without(DeviceState.HARDWARE_ERROR, "driver-failed");
    private static final DeviceStatus UNSTEADY =
            DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost", Steadiness.UNSTEADY);
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Instant WALL = Instant.parse("2026-01-02T03:04:05Z");

    private final AtomicLong nanos = new AtomicLong();
    private final Driver driver = new Driver();
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    /** A driver of a device that is what the test says. */
    private final class Driver extends DeviceLoop<AutoCloseable> {
        volatile boolean plugged = true;
        final AtomicInteger polls = new AtomicInteger();
        final AtomicInteger connects = new AtomicInteger();
        final AtomicInteger openLinks = new AtomicInteger();

        Driver() {
            super("device", nanos::get, InstantSource.fixed(WALL));
        }

        @Override
        public DeviceClass deviceClass() {
            return DeviceClass.PANEL;
        }

        @Override
        protected AutoCloseable connect() throws IOException {
            connects.incrementAndGet();
            requirePlug();
            openLinks.incrementAndGet();
            return openLinks::decrementAndGet;
        }

        @Override
        protected Duration poll(AutoCloseable link) throws IOException {
            polls.incrementAndGet();
            requirePlug();
            publish(ONLINE);
            return Duration.ofMillis(10);
        }

        void requirePlug() throws IOException {
            if (!plugged) {
                throw new IOException("unplugged");
            }
        }

        CompletableFuture<Completion<String>> command(Duration within, Work<AutoCloseable, String> work) {
            return submit(within, work);
        }

        void learn(String what, String value) {
            fact(what, value);
        }

        boolean isAbandoned() {
            return abandoned();
        }

        @Override
        public CompletableFuture<Completion<String>> selfTest(Duration within) {
            return submit(within, (link, deadline) -> Completion.success("well"));
        }
    }

    private void startAndConnect() throws InterruptedException {
        driver.onStatus(statuses::add);
        driver.start();
        assertEquals(DeviceStatus.starting(), nextStatus());
        assertEquals(ONLINE, nextStatus());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void commandBeforeTheDeviceIsReached_isNotReady() throws Exception {
        assertFailed(FailureCode.NOT_READY, "not-connected", driver.selfTest(LONG));
    }

    @Test
    void commandsRunOneAtATime_inTheirOrder() throws Exception {
        startAndConnect();
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        var first = driver.command(LONG, (link, deadline) -> {
            await(go);
            order.add("first");
            return Completion.success("1");
        });
        var second = driver.command(LONG, (link, deadline) -> {
            order.add("second");
            return Completion.success("2");
        });
        go.countDown();
        assertEquals(Completion.success("1"), result(first));
        assertEquals(Completion.success("2"), result(second));
        assertEquals(List.of("first", "second"), order);
    }

    @Test
    void whoHearsThatItIsOnline_maySubmitAtOnce() throws Exception {
        CompletableFuture<Completion<String>> answer = new CompletableFuture<>();
        driver.onStatus(status -> {
            if (status.usable()) {
                var unused = driver.selfTest(LONG).thenAccept(answer::complete);
            }
        });
        driver.start();
        assertEquals(Completion.success("well"), result(answer));
    }

    @Test
    void commandWhoseTurnComesAfterItsDeadline_timesOutUntouched() throws Exception {
        startAndConnect();
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        var slow = driver.command(LONG, (link, deadline) -> {
            await(go);
            return Completion.success("done");
        });
        var late = driver.command(
                Duration.ofSeconds(5), (link, deadline) -> Completion.success("run " + runs.incrementAndGet()));
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        go.countDown();
        assertEquals(Completion.success("done"), result(slow));
        assertFailed(FailureCode.TIME_OUT, "time-out-in-queue", late);
        assertEquals(0, runs.get());
    }

    @Test
    void driverStuckInACommand_callerIsAnsweredWithoutIt_once() throws Exception {
        startAndConnect();
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger answers = new AtomicInteger();
        var command = driver.command(Duration.ofMillis(1), (link, deadline) -> {
            await(stuck);
            return Completion.success("too late");
        });
        var counted = command.thenAccept(answer -> answers.incrementAndGet());
        assertFailed(FailureCode.TIME_OUT, "driver-overdue", command);
        stuck.countDown();
        assertEquals(Completion.success("well"), result(driver.selfTest(LONG)));
        assertFailed(FailureCode.TIME_OUT, "driver-overdue", command);
        counted.join();
        assertEquals(1, answers.get());
    }

    @Test
    void cancel_answersTheRunningAndTheWaiting_andTheRunningOneSeesIt() throws Exception {
        startAndConnect();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        var first = driver.command(LONG, (link, deadline) -> {
            running.countDown();
            await(cancelled);
            seen.complete(driver.isAbandoned());
            return Completion.success("not heard");
        });
        var second = driver.selfTest(LONG);
        await(running);
        driver.cancel();
        cancelled.countDown();
        assertFailed(FailureCode.CANCELLED, "cancelled", first);
        assertFailed(FailureCode.CANCELLED, "cancelled", second);
        assertTrue(seen.get(10, TimeUnit.SECONDS));
        assertEquals(Completion.success("well"), result(driver.selfTest(LONG)));
    }

    @Test
    void linkLostInACommand_failsItAndThoseBehind_andReconnects() throws Exception {
        startAndConnect();
        CountDownLatch go = new CountDownLatch(1);
        var first = driver.command(LONG, (link, deadline) -> {
            await(go);
            throw new IOException("gone");
        });
        var second = driver.selfTest(LONG);
        go.countDown();
        assertFailed(FailureCode.HARDWARE_ERROR, "link-lost", first);
        assertFailed(FailureCode.NOT_READY, "not-connected", second);
        assertEquals(NO_DEVICE, nextStatus());
        assertEquals(ONLINE, nextStatus());
        assertEquals(1, driver.openLinks.get());
    }

    @Test
    void driverWithADefect_failsTheCommand_saysSo_andStartsAgain() throws Exception {
        startAndConnect();
        var command = driver.command(LONG, (link, deadline) -> {
            throw new IllegalStateException("a defect");
        });
        assertFailed(FailureCode.HARDWARE_ERROR, "driver-failed", command);
        assertEquals(DEFECT, nextStatus());
        assertEquals(ONLINE, nextStatus());
        assertEquals(Completion.success("well"), result(driver.selfTest(LONG)));
    }

    @Test
    void nativeLibraryMissing_isTheDevicesStatus_notTheEndOfTheThread() throws Exception {
        startAndConnect();
        var command = driver.command(LONG, (link, deadline) -> {
            throw new UnsatisfiedLinkError("no such library");
        });
        assertFailed(FailureCode.HARDWARE_ERROR, "driver-failed", command);
        assertEquals(DEFECT, nextStatus());
        assertEquals(ONLINE, nextStatus());
    }

    @Test
    void listenerThatThrows_keepsTheNewsFromNobody() throws Exception {
        driver.onStatus(status -> {
            if (status.usable()) {
                throw new IllegalStateException("a listener's defect");
            }
        });
        startAndConnect();
        assertEquals(Completion.success("well"), result(driver.selfTest(LONG)));
    }

    @Test
    void listenerThatLeft_hearsNoMore() throws Exception {
        BlockingQueue<DeviceStatus> heard = new LinkedBlockingQueue<>();
        Subscription subscription = driver.onStatus(heard::add);
        subscription.close();
        startAndConnect();
        assertEquals(1, heard.size());
    }

    @Test
    void pluggedInAgain_isFoundByItself_andSaysEachStateOnce() throws Exception {
        startAndConnect();
        driver.plugged = false;
        assertEquals(NO_DEVICE, nextStatus());
        int connects = driver.connects.get();
        awaitAtLeast(connects + 2, driver.connects);
        driver.plugged = true;
        assertEquals(ONLINE, nextStatus());
        assertTrue(statuses.isEmpty());
    }

    @Test
    void linkThatFlaps_isTriedLessAndLessOften() throws Exception {
        startAndConnect();
        // Lost twice right after connecting: 150 and 300 ms pass before the next tries.
        long began = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            loseContact();
            assertEquals(NO_DEVICE, nextStatus());
            assertEquals(ONLINE, nextStatus());
        }
        assertTrue(System.nanoTime() - began >= Duration.ofMillis(450).toNanos());
    }

    @Test
    void deviceThatFlaps_isUnsteady_untilItHasBeenWellForAWhile() throws Exception {
        startAndConnect();
        for (int i = 0; i < 2; i++) {
            loseContact();
            assertEquals(NO_DEVICE, nextStatus());
            assertEquals(ONLINE, nextStatus());
        }
        loseContact();
        assertEquals(UNSTEADY, nextStatus());
        // It is there again, takes commands, and is looked at many times: all that is not told yet.
        awaitAtLeast(driver.connects.get() + 1, driver.connects);
        awaitAtLeast(driver.polls.get() + 20, driver.polls);
        assertEquals(Completion.success("well"), result(driver.selfTest(LONG)));
        loseContact();
        awaitAtLeast(driver.connects.get() + 1, driver.connects);
        assertEquals(UNSTEADY, driver.status());
        assertTrue(statuses.isEmpty(), () -> "published: " + statuses);
        // The clock is the test's: only now has it been well for long enough.
        awaitAtLeast(driver.polls.get() + 2, driver.polls);
        nanos.addAndGet(Steadiness.WELL.toNanos());
        assertEquals(ONLINE, nextStatus());
        assertEquals(3, driver.history().faults().size());
    }

    private void loseContact() throws Exception {
        CompletableFuture<Completion<String>> lost;
        do {
            lost = driver.command(LONG, (link, deadline) -> {
                throw new IOException("loose contact");
            });
            // Not connected yet: it is lost when it is.
        } while (result(lost) instanceof Completion.Failed<String> failed
                && failed.reason().equals("not-connected"));
    }

    @Test
    void history_countsWhatWasDone_andKeepsTheFaults() throws Exception {
        startAndConnect();
        driver.learn("model", "first");
        driver.learn("firmware", "1.0");
        driver.learn("model", "second");
        result(driver.selfTest(LONG));
        result(driver.command(LONG, (link, deadline) -> Completion.failed(FailureCode.USER_ERROR, "door-open")));
        result(driver.command(LONG, (link, deadline) -> {
            throw new IllegalStateException("a defect");
        }));
        assertEquals(DEFECT, nextStatus());
        assertEquals(ONLINE, nextStatus());
        loseContact();
        assertEquals(NO_DEVICE, nextStatus());
        assertEquals(ONLINE, nextStatus());
        assertEquals(List.of("model=second", "firmware=1.0"), entries(driver.facts()));
        assertEquals(
                List.of(
                        new DeviceHistory.Fault(WALL, NO_DEVICE.state(), NO_DEVICE.reasons()),
                        new DeviceHistory.Fault(WALL, DEFECT.state(), DEFECT.reasons())),
                driver.history().faults());
        assertEquals(
                List.of("commands-begun=4", "commands-done=1", "commands-failed=3", "connections=3", "faults=2"),
                entries(driver.history().counters()));
    }

    private static List<String> entries(Map<String, ?> map) {
        return map.entrySet().stream().map(Object::toString).toList();
    }

    @Test
    void closed_cancelsWhatIsUnderWay_freesTheLink_andSaysNothingWrong() throws Exception {
        startAndConnect();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        var command = driver.command(LONG, (link, deadline) -> {
            running.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                ended.complete(null);
                throw new IOException("interrupted", e);
            }
            return Completion.success("never");
        });
        await(running);
        driver.close();
        assertFailed(FailureCode.CANCELLED, "cancelled", command);
        ended.get(10, TimeUnit.SECONDS);
        assertFailed(FailureCode.NOT_READY, "not-connected", driver.selfTest(LONG));
        assertEquals(ONLINE, driver.status());
        driver.close();
        assertEquals(0, driver.openLinks.get());
    }

    private DeviceStatus nextStatus() throws InterruptedException {
        return statuses.poll(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitAtLeast(int wanted, AtomicInteger counter) {
        while (counter.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    private static <T> Completion<T> result(CompletableFuture<Completion<T>> command) throws Exception {
        return command.get(15, TimeUnit.SECONDS);
    }

    private static void assertFailed(FailureCode code, String reason, CompletableFuture<Completion<String>> command)
            throws Exception {
        assertEquals(new Completion.Failed<>(code, reason), result(command));
    }
}
