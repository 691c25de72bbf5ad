package org.zizhu.drivers.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPortTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private static final Dialogue POLLED_TWICE = Dialogue.parse(
            List.of("# two polls, then a command", "> 01", "< 0A 0B", "> 01", "< 0A 0B", "> 02", "< 0C"));

    @Test
    void requestsInCapturedOrder_getTheirAnswers_andThenSilence() throws IOException {
        try (SerialLink link = new ReplayPort(POLLED_TWICE).open()) {
            assertArrayEquals(bytes(10, 11), ask(link, 1));
            assertArrayEquals(bytes(12), ask(link, 2));
            assertArrayEquals(bytes(), ask(link, 3));
        }
    }

    @Test
    void polledMoreOftenThanCaptured_isAnsweredAsBefore() throws IOException {
        try (SerialLink link = new ReplayPort(POLLED_TWICE).open()) {
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(bytes(10, 11), ask(link, 1));
            }
            assertArrayEquals(bytes(12), ask(link, 2));
        }
    }

    @Test
    void otherRequestThanCaptured_isRefused() {
        try (SerialLink link = new ReplayPort(POLLED_TWICE).open()) {
            assertThrows(IOException.class, () -> link.write(bytes(9)));
        }
    }

    @Test
    void whatIsCaptured_canBeReplayed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.dialogue");
        try (SerialLink link = new CapturingPort(new ReplayPort(POLLED_TWICE), file).open()) {
            ask(link, 1);
            ask(link, 2);
        }
        assertEquals(List.of("> 01", "< 0A 0B", "> 02", "< 0C"), Files.readAllLines(file));
        try (SerialLink link = new ReplayPort(Dialogue.read(file)).open()) {
            assertArrayEquals(bytes(10, 11), ask(link, 1));
        }
    }

    private static byte[] ask(SerialLink link, int request) throws IOException {
        link.write(bytes(request));
        byte[] buffer = new byte[16];
        return Arrays.copyOf(buffer, link.read(buffer, SOON));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
