package org.zizhu.drivers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.faults.Answer.shows;
import static org.zizhu.drivers.faults.Answer.staysUsable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/** The table finds what is missing in it, and what is not so. */
class ChapterTest {

    @Test
    void cellThatSaysNothing_failsByItsName() {
        DynamicTest test = test(Chapter.of("Lamp", List.of("lamp"), Lamp::new).state("dark", lamp -> {}), Fault.JAM);
        assertEquals("jam, dark", test.getDisplayName());
        AssertionError failure = assertThrows(AssertionError.class, test.getExecutable());
        assertEquals("neither an answer nor a reason why there is none", failure.getMessage());
    }

    @Test
    void answersThatAreSo_areProven() throws Throwable {
        test(
                        dark().fault(
                                        Fault.UNPLUG,
                                        Lamp::unplug,
                                        Lamp::replug,
                                        shows(DeviceState.NO_DEVICE, "link-lost")),
                        Fault.UNPLUG)
                .getExecutable()
                .execute();
        test(dark().fault(Fault.GARBAGE, lamp -> {}, lamp -> {}, staysUsable()), Fault.GARBAGE)
                .getExecutable()
                .execute();
    }

    @Test
    void commandThatEndsOtherwise_isFound() {
        DynamicTest test = test(
                dark().fault(
                                Fault.UNPLUG,
                                Lamp::unplug,
                                Lamp::replug,
                                shows(DeviceState.NO_DEVICE, "link-lost")
                                        .next(Outcome.fails(FailureCode.TIME_OUT, "no-light"))),
                Fault.UNPLUG);
        AssertionError failure = assertThrows(AssertionError.class, test.getExecutable());
        assertTrue(failure.getMessage().contains("the next command fails, `time-out` no-light, but: "));
    }

    @Test
    void pageThatIsNotCommitted_isFound() {
        Page page = new Page("no-such-driver", "something was proven");
        AssertionError failure = assertThrows(AssertionError.class, () -> page.check(false));
        assertTrue(failure.getMessage().contains("-Dfaults.renew=true"));
    }

    private static Chapter<Lamp> dark() {
        return Chapter.of("Lamp", List.of("no-such-driver"), Lamp::new).state("dark", lamp -> {});
    }

    private static DynamicTest test(Chapter<Lamp> chapter, Fault fault) {
        return chapter.tests()
                .filter(test -> test.getDisplayName().equals(fault.words() + ", dark"))
                .findFirst()
                .orElseThrow();
    }

    /** A device that can be unplugged. */
    private static final class Lamp extends DeviceLoop<AutoCloseable> implements Rig {
        private volatile boolean plugged = true;

        Lamp(Path folder) {
            super("lamp", MonotonicClock.SYSTEM, InstantSource.system());
            start();
        }

        void unplug() {
            plugged = false;
        }

        void replug() {
            plugged = true;
        }

        @Override
        protected AutoCloseable connect() throws IOException {
            return () -> {};
        }

        @Override
        protected Duration poll(AutoCloseable link) throws IOException {
            if (!plugged) {
                throw new IOException("unplugged");
            }
            publish(DeviceStatus.online(MediaState.UNKNOWN));
            return Duration.ofMillis(20);
        }

        @Override
        public DeviceClass deviceClass() {
            return DeviceClass.PANEL;
        }

        @Override
        public Device device() {
            return this;
        }

        @Override
        public CompletableFuture<Completion<String>> selfTest(Duration within) {
            return submit(within, (link, deadline) -> Completion.success("shines"));
        }

        @Override
        public CompletableFuture<Completion<String>> job() {
            return selfTest(Duration.ofSeconds(10));
        }
    }
}
