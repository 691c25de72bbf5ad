package org.zizhu.drivers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    void longUse_keepsTheLastEntries() {
        for (int i = 0; i < 10_000; i++) {
            log.note("note " + i);
        }
        assertEquals(512, log.entries().size());
        assertEquals("note 9999", log.entries().get(511).text());
    }
}
