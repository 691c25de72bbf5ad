package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A printer that answers anything. */
class EscPosFuzzTest {

    /** Real-time, automatic and full status, fences, flow control, a name: each alone, and as they come together. */
    private static final List<byte[]> ANSWERS = Stream.of(
                    "12",
                    "10 00 00 0F",
                    "10 0F 20 00 00 00",
                    "00",
                    "13 11",
                    "5F 54 4D 2D 54 38 38 56 49 00",
                    "12 12 12 12 10 0F 00 00 00 00 00 00 00 38 08 0F 0F 16 5E 1A 7E")
            .map(hex -> HexFormat.ofDelimiter(" ").parseHex(hex))
            .toList();

    @Tag("fuzz")
    @Test
    void anyBytes_areToldApartWithoutHarm() {
        Fuzz.stream("AnswerDecoder", ANSWERS, () -> {
            AnswerDecoder decoder = new AnswerDecoder();
            return piece -> assertTrue(decoder.decode(piece, piece.length).size() <= piece.length + 1);
        });
    }

    @Tag("fuzz")
    @Test
    void anyInformation_isANameOrNone() {
        Fuzz.blocks(
                "EscPosLink.information",
                ANSWERS,
                said -> assertTrue(
                        EscPosLink.information(said).orElse("").matches("[ -~]{0,80}"), "a name that can’t be shown"));
    }

    /** The whole line, with its tries and its times: each question ends with an answer, or with what the driver's loop expects. */
    @Tag("fuzz")
    @Test
    void anyAnswer_endsTheQuestion() {
        AtomicLong nanos = new AtomicLong();
        Babbler babbler = new Babbler(nanos);
        EscPosLink link = new EscPosLink(babbler, new WireLog(InstantSource.system()), nanos::get);
        Fuzz.blocks("EscPosLink", ANSWERS, Set.of(IOException.class), bytes -> {
            babbler.answer = bytes;
            long began = nanos.get();
            try {
                link.sendFence();
                link.listen(Duration.ofMillis(100));
                link.condition(Presenter.CUSTOM);
                link.information(67);
            } finally {
                assertTrue(nanos.get() - began < Duration.ofSeconds(60).toNanos(), "a question took too long");
            }
        });
    }

    /** Says the same after whatever it is sent, fifty bytes at a time. */
    private static final class Babbler implements SerialLink {
        private final AtomicLong nanos;
        private byte[] answer = new byte[0];
        private int said;

        Babbler(AtomicLong nanos) {
            this.nanos = nanos;
        }

        @Override
        public void write(byte[] bytes) {
            said = 0;
        }

        @Override
        public int read(byte[] buffer, Duration within) {
            int count = Math.max(0, Math.min(50, answer.length - said));
            System.arraycopy(answer, Math.min(said, answer.length), buffer, 0, count);
            said += count;
            nanos.addAndGet(count == 0 ? within.toNanos() : Duration.ofMillis(5).toNanos());
            return count;
        }

        @Override
        public void close() {}
    }
}
