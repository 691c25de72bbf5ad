package org.zizhu.drivers.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.serial.emulator.PseudoTerminal;

/** The real serial library against a pseudo terminal. */
@Timeout(30)
class TtyPortTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path dev;

    private TtyPort port;

    @BeforeEach
    void namePort() {
        port = new TtyPort(dev.resolve("reader"), 115200);
    }

    @Test
    void everyByteValue_passesUnchangedBothWays() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (PseudoTerminal device = PseudoTerminal.at(port.device());
                SerialLink link = port.open()) {
            link.write(all);
            assertArrayEquals(all, exactly(all.length, buffer -> device.read(buffer, SOON)));
            device.write(all);
            assertArrayEquals(all, exactly(all.length, buffer -> link.read(buffer, SOON)));
        }
    }

    @Test
    void silence_isZeroBytesWhenTheTimeIsOver() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device());
                SerialLink link = port.open()) {
            assertTrue(device.plugged());
            assertEquals(0, link.read(new byte[16], Duration.ZERO));
            assertEquals(0, link.read(new byte[16], Duration.ofMillis(120)));
        }
    }

    @Test
    void missingPath_throwsInsteadOfOpeningAnotherPortOfThatName() {
        assertThrows(IOException.class, port::open);
    }

    @Test
    void unplugged_readThrows_andReplugUnderTheSameNameWorksAgain() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device())) {
            SerialLink lost = port.open();
            device.unplug();
            assertThrows(IOException.class, () -> lost.read(new byte[16], SOON));
            lost.close();
            assertThrows(IOException.class, port::open);

            device.replug();
            try (SerialLink link = port.open()) {
                device.write(new byte[] {42});
                byte[] buffer = new byte[16];
                assertEquals(1, link.read(buffer, SOON));
                assertEquals(42, buffer[0]);
            }
        }
    }

    @Test
    void repluggedUnderAnotherName_isFoundThereAndNoLongerHere() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device())) {
            device.unplug();
            device.replug(dev.resolve("other"));
            assertThrows(IOException.class, port::open);
            try (SerialLink link = new TtyPort(dev.resolve("other"), 9600).open()) {
                link.write(new byte[] {7});
                assertArrayEquals(new byte[] {7}, exactly(1, buffer -> device.read(buffer, SOON)));
            }
        }
    }

    @Test
    void applicationClosesAndOpensAgain_deviceSideKeepsWorking() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device())) {
            port.open().close();
            assertEquals(0, device.read(new byte[16], Duration.ofMillis(10)));
            try (SerialLink link = port.open()) {
                link.write(new byte[] {1});
                assertArrayEquals(new byte[] {1}, exactly(1, buffer -> device.read(buffer, SOON)));
            }
        }
    }

    @Test
    void closedByAnotherThread_freesTheReadThatWaits() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device())) {
            assertTrue(device.plugged());
            SerialLink link = port.open();
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return link.read(new byte[16], Duration.ofMinutes(5));
                } catch (IOException e) {
                    return -1;
                }
            });
            assertThrows(TimeoutException.class, () -> read.get(50, TimeUnit.MILLISECONDS));
            link.close();
            assertEquals(-1, await(read));
        }
    }

    @Test
    void deviceThatTakesNothing_writeThrowsInsteadOfWaitingForEver() throws Exception {
        try (PseudoTerminal device = PseudoTerminal.at(port.device())) {
            assertTrue(device.plugged());
            SerialLink link = port.open();
            byte[] moreThanAnyBuffer = new byte[1 << 20];
            assertThrows(IOException.class, () -> link.write(moreThanAnyBuffer));
            link.close();
            assertThrows(IOException.class, () -> link.write(new byte[1]));
        }
    }

    @Test
    void linkOfAKilledProcess_isReplaced_andRemovedOnClose() throws Exception {
        Files.createSymbolicLink(port.device(), Path.of("gone"));
        PseudoTerminal device = PseudoTerminal.at(port.device());
        port.open().close();
        device.close();
        assertTrue(Files.notExists(port.device(), java.nio.file.LinkOption.NOFOLLOW_LINKS));
    }

    /** Opens a port in a process of its own. */
    public static final class Main {
        public static void main(String[] arguments) throws IOException {
            try (PseudoTerminal device = PseudoTerminal.at(Path.of(arguments[0]))) {
                new TtyPort(device.link(), 9600).open().close();
            }
        }
    }

    @Test
    void halfALibraryOfAProcessThatWasKilled_isNotLoaded_andAProcessThatEndsLeavesNone() throws Exception {
        Path unpacked = Files.createDirectories(dev.resolve("jSerialComm").resolve(SerialPort.getVersion()))
                .resolve("libjSerialComm.so");
        try (InputStream whole = SerialPort.class.getResourceAsStream("/Linux/x86_64/libjSerialComm.so")) {
            Files.write(unpacked, whole.readNBytes(20_480));
        }
        Process opening = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + dev.resolve("crash"),
                        "-Djava.io.tmpdir=" + dev,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        dev.resolve("reader").toString())
                .inheritIO()
                .start();
        assertEquals(0, opening.waitFor());
        try (Stream<Path> left = Files.list(dev.resolve("jSerialComm"))) {
            assertEquals(List.of(unpacked.getParent()), left.toList());
        }
    }

    private static int await(CompletableFuture<Integer> read)
            throws InterruptedException, ExecutionException, TimeoutException {
        return read.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Source {
        int read(byte[] buffer) throws Exception;
    }

    private static byte[] exactly(int count, Source source) throws Exception {
        byte[] all = new byte[0];
        while (all.length < count) {
            byte[] buffer = new byte[64];
            int got = source.read(buffer);
            assertTrue(got > 0, "only " + all.length + " of " + count + " bytes came");
            all = Dialogue.joined(all, java.util.Arrays.copyOf(buffer, got));
        }
        return all;
    }
}
