package org.zizhu.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundingTest {

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();

    @Test
    void afterAMonth_theSamePeopleLiveThere() throws IOException {
        SandboxCity first = SandboxCity.start(new Settings(folder, 0, 0, clock, 7));
        first.close();
        clock.advance(Duration.ofDays(30));

        try (SandboxCity second = SandboxCity.start(new Settings(folder, 0, 0, clock, 7))) {
            assertEquals(first.people(), second.people());
        }
    }

    @Test
    void anotherSeed_isNotTakenForTheSameCity() throws IOException {
        SandboxCity.start(new Settings(folder, 0, 0, clock, 7)).close();

        assertThrows(IllegalStateException.class, () -> SandboxCity.start(new Settings(folder, 0, 0, clock, 8)));
        SandboxCity.start(new Settings(folder, 0, 0, clock, 7)).close();
    }

    @Test
    void aTakenPort_isSaidSo_andTheCityCanStartElsewhere() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThrows(
                    IOException.class,
                    () -> SandboxCity.start(new Settings(folder, taken.getLocalPort(), 0, clock, 7)));
        }
        SandboxCity.start(new Settings(folder, 0, 0, clock, 7)).close();
    }
}
