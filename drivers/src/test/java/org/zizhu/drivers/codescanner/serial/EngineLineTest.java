package org.zizhu.drivers.codescanner.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** What matters to the millisecond, and so can't be told over a line that has its own pace. */
class EngineLineTest {

    private static final Duration LITTLE = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Pieces pieces = new Pieces();
    private long nanos;
    private final EngineLine line =
            new EngineLine(pieces, new SuffixProtocol(), () -> nanos, new WireLog(InstantSource.system()));

    @Test
    void codeThatIsHalfHereWhenAskedFor_isNotTakenForAWholeOne() throws Exception {
        pieces.come("TEST-first-");
        line.look();
        after(LITTLE, "half\r");
        assertEquals(Optional.empty(), line.hear(Duration.ZERO));
        after(LITTLE, "TEST-second\r");
        assertHeard("TEST-second");
    }

    @Test
    void restThatNeverCame_doesNotSwallowTheNextCode() throws Exception {
        pieces.come("TEST-first-");
        line.look();
        after(PAUSE, "TEST-second\r");
        assertHeard("TEST-second");
    }

    private void after(Duration wait, String text) {
        nanos += wait.toNanos();
        pieces.come(text);
    }

    private void assertHeard(String text) throws Exception {
        assertArrayEquals(
                text.getBytes(StandardCharsets.US_ASCII),
                line.hear(Duration.ZERO).orElseThrow());
    }

    /** A line on which each read gets one piece. */
    private static final class Pieces implements SerialLink {
        private final Deque<byte[]> coming = new ArrayDeque<>();

        void come(String text) {
            coming.add(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void write(byte[] bytes) {
            // Such an engine hears nothing.
        }

        @Override
        public int read(byte[] buffer, Duration within) {
            byte[] piece = coming.isEmpty() ? new byte[0] : coming.remove();
            System.arraycopy(piece, 0, buffer, 0, piece.length);
            return piece.length;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
