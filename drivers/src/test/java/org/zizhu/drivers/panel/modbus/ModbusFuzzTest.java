package org.zizhu.drivers.panel.modbus;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** Anything at all where the board's answer ought to be: our transport and the library's protocol behind it. */
class ModbusFuzzTest {
    private static final int CHANNELS = 8;

    /** Inputs, outputs, an echo and a refusal, as a Waveshare board sends them. */
    private static final List<byte[]> ANSWERS = Stream.of(
                    "01 02 01 0B E0 4F", "01 01 01 00 51 88", "01 05 00 00 FF 00 8C 3A", "01 82 06 C0 A2")
            .map(HexFormat.ofDelimiter(" ")::parseHex)
            .toList();

    @Tag("fuzz")
    @Test
    void anything_isAnAnswerOrALostLine() {
        Fuzz.blocks("Modbus RTU answer", ANSWERS, Set.of(IOException.class), bytes -> {
            AtomicLong millis = new AtomicLong();
            ModbusLine line = new ModbusLine(
                    new OneAnswer(bytes),
                    1,
                    () -> Duration.ofMillis(millis.addAndGet(10)).toNanos(),
                    new WireLog(InstantSource.system()));
            line.inputs(CHANNELS);
            line.output(0, true);
        });
    }

    /** A line on which the bytes come once a request was sent, in pieces, and then nothing. */
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
            at = 0;
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
