package org.zizhu.drivers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.wire.WireLog.Direction;
import org.zizhu.drivers.wire.WireLog.Entry;

class WireLogTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final WireLog log = new WireLog(InstantSource.fixed(NOW));

    @Test
    void personalBytes_areNeverStored() {
        log.masked(Direction.FROM_DEVICE, new byte[] {1, 2, 3, 4}, 1, 3);
        assertEquals(List.of(new Entry(NOW, Direction.FROM_DEVICE, "01 ·· ·· 04")), log.entries());
    }

    @Test
    void longFrame_isCutAndSaysHowLongItWas() {
        log.frame(Direction.TO_DEVICE, new byte[1295]);
        assertEquals("00 ".repeat(96) + "… 1295 bytes", log.entries().get(0).text());
    }

    @Test
    void pollWithTheSameAnswerAgainAndAgain_keepsItsFirstAndItsLast() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        WireLog polled = new WireLog(now::get);
        for (int second = 0; second < 100; second++) {
            now.set(NOW.plusSeconds(second));
            polled.frame(Direction.TO_DEVICE, new byte[] {1});
            polled.frame(Direction.FROM_DEVICE, new byte[] {2});
        }
        polled.frame(Direction.TO_DEVICE, new byte[] {1});
        polled.frame(Direction.FROM_DEVICE, new byte[] {3});
        assertEquals(
                List.of("01", "02", "01", "02", "01", "03"),
                polled.entries().stream().map(Entry::text).toList());
        assertEquals(NOW, polled.entries().get(0).at());
        assertEquals(NOW.plusSeconds(99), polled.entries().get(3).at());
    }

    @Test
    void longUse_keepsTheLastEntries() {
        for (int i = 0; i < 10_000; i++) {
            log.note("note " + i);
        }
        assertEquals(512, log.entries().size());
        assertEquals("note 9999", log.entries().get(511).text());
    }
}
