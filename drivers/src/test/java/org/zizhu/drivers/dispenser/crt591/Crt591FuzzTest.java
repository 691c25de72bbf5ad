package org.zizhu.drivers.dispenser.crt591;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Arrival;
import org.zizhu.drivers.dispenser.crt591.Crt591Frame.Whole;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** Anything at all where the dispenser's answer ought to be. */
class Crt591FuzzTest {

    /** The document's own, behind their ACKs. */
    private static final List<byte[]> ANSWERS = Stream.of(
                    "06 F2 00 00 06 50 31 30 30 32 30 03 94",
                    "06 F2 00 00 12 50 30 30 30 32 30 43 52 54 2D 35 39 31 2D 4D 30 30 31 03 85",
                    "06 F2 00 00 05 4E 32 31 31 30 03 B8",
                    "06 F2 00 00 05 4E 32 33 41 31 03 CB",
                    "15",
                    "04")
            .map(HexFormat.ofDelimiter(" ")::parseHex)
            .toList();

    @Tag("fuzz")
    @Test
    void anyStream_isCutIntoFramesOrDropped() {
        Fuzz.stream("CRT-591 frames", ANSWERS, () -> {
            Crt591Frame.Cutter cutter = new Crt591Frame.Cutter();
            return piece -> {
                cutter.add(piece, piece.length);
                for (Optional<Arrival> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                    if (next.get() instanceof Whole whole) {
                        for (Crt591Command command : Crt591Command.values()) {
                            var unused = Crt591Reply.of(command, whole.content());
                        }
                    }
                }
            };
        });
    }

    @Tag("fuzz")
    @Test
    void anything_isAnAnswerOrALostLine() {
        Fuzz.blocks("CRT-591 handshake", ANSWERS, Set.of(IOException.class), bytes -> {
            AtomicLong millis = new AtomicLong();
            Crt591Line line = new Crt591Line(
                    new OneAnswer(bytes),
                    0,
                    () -> Duration.ofMillis(millis.addAndGet(20)).toNanos(),
                    new WireLog(InstantSource.system()));
            var unusedStatus = line.exchange(Crt591Command.STATUS);
            var unusedDrawn = line.exchange(Crt591Command.TO_CHIP, () -> millis.get() > 10_000);
        });
    }

    /** A line on which the bytes come once something was sent, in pieces, and then nothing. */
    private static final class OneAnswer implements SerialLink {
        private static final int PIECE_BYTES = 7;

        private final byte[] answer;
        private int at;

        OneAnswer(byte[] answer) {
            this.answer = answer;
            this.at = answer.length;
        }

        @Override
        public void write(byte[] bytes) {
            at = bytes.length == 1 ? at : 0;
        }

        @Override
        public int read(byte[] buffer, Duration within) {
            int count = Math.min(Math.min(PIECE_BYTES, buffer.length), answer.length - at);
            System.arraycopy(answer, at, buffer, 0, count);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
