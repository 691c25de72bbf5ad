package org.zizhu.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.ScannedCode;

/** What is done to the scan engine on the table reaches the driver that its line in the wiring file makes. */
@Timeout(60)
class ScannerFixtureTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private ScannerFixture fixture;
    private Cabinet cabinet;
    private CodeScanner scanner;
    private final BlockingQueue<DeviceStatus> statuses = new LinkedBlockingQueue<>();

    @BeforeEach
    void wireIt() throws Exception {
        fixture = new ScannerFixture(folder.resolve("line"), new SplittableRandom(1));
        Path wiring = Files.writeString(folder.resolve("cabinet.yaml"), "devices:\n  - " + fixture.wiring() + "\n");
        cabinet = Wiring.read(wiring, InstantSource.system());
        scanner = cabinet.codeScanner().orElseThrow();
        scanner.onStatus(statuses::add);
        cabinet.start();
        await(DeviceStatus::usable);
    }

    @AfterEach
    void clear() {
        cabinet.close();
        fixture.close();
    }

    @Test
    void codeShownOnThePanel_isRead() throws Exception {
        CompletableFuture<Completion<ScannedCode>> scan = scanner.scan(LONG);
        press("show", "TEST-7");
        assertEquals("TEST-7", text(scan));
        press("show-gbk", "");
        assertEquals("TEST-姓名：欧阳婧妍", text(scanner.scan(LONG)));
    }

    private static String text(CompletableFuture<Completion<ScannedCode>> scan) throws Exception {
        Completion<ScannedCode> completion = scan.get(25, TimeUnit.SECONDS);
        assertTrue(completion instanceof Completion.Success, completion::toString);
        return ((Completion.Success<ScannedCode>) completion).value().text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "half-frame", "checksum", "silence", "refuse", "power-off", "unplug"})
    void eachFault_showsInTheStatus_andIsHealed(String button) throws Exception {
        press(button, "");
        await(status -> !status.usable());
        assertEquals(Gadget.Mood.DOWN, fixture.face().mood());
        press("heal", "");
        await(DeviceStatus::usable);
        assertEquals(Gadget.Mood.WELL, fixture.face().mood());
    }

    private void press(String button, String argument) {
        assertTrue(fixture.press(button, argument) instanceof Gadget.Outcome.Done);
    }

    private void await(Predicate<DeviceStatus> wanted) throws InterruptedException {
        DeviceStatus status;
        do {
            status = statuses.poll(20, TimeUnit.SECONDS);
            assertTrue(status != null, () -> "the status did not come; it is " + scanner.status());
        } while (!wanted.test(status));
    }
}
