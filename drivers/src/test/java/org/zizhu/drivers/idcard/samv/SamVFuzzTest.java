package org.zizhu.drivers.idcard.samv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.idcard.IdCardReader.Contents;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** A module that answers anything. */
class SamVFuzzTest {

    @Tag("fuzz")
    @Test
    void anyBytes_areCutWithoutHarm() throws Exception {
        Fuzz.stream("SamVFrame.Cutter", SamVFrameTest.answers(), () -> {
            SamVFrame.Cutter cutter = new SamVFrame.Cutter();
            return piece -> {
                cutter.add(piece, piece.length);
                for (byte[] content : SamVFrameTest.all(cutter)) {
                    assertTrue(content.length >= 2 && content.length < SamVFrame.LONGEST_LENGTH);
                }
            };
        });
    }

    @Tag("fuzz")
    @Test
    void anyBlocks_areACardOrNone() throws Exception {
        List<byte[]> readings = new ArrayList<>();
        for (byte[] answer : SamVFrameTest.answers()) {
            if (answer.length > 1000) {
                readings.add(Arrays.copyOfRange(answer, SamVFrame.HEAD_BYTES + 3, answer.length - 1));
            }
        }
        Fuzz.blocks("CardBlocks", readings, data -> {
            for (Contents contents : Contents.values()) {
                CardBlocks.of(data, contents)
                        .ifPresent(blocks -> assertTrue(
                                blocks.text().length + blocks.photo().wlt().length + blocks.fingerprint().length
                                        < data.length));
            }
        });
    }

    /** The whole line, with its tries and its times: each exchange ends with an answer, or with what the driver's loop expects. */
    @Tag("fuzz")
    @Test
    void anyAnswer_endsTheExchange() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Babbler babbler = new Babbler(nanos);
        SamVLine line = new SamVLine(babbler, nanos::get, new WireLog(InstantSource.system()));
        SamVCommand[] commands = SamVCommand.values();
        AtomicLong exchanges = new AtomicLong();
        Fuzz.blocks("SamVLine", SamVFrameTest.answers(), Set.of(IOException.class), bytes -> {
            babbler.answer = bytes;
            long began = nanos.get();
            try {
                line.exchange(commands[(int) (exchanges.getAndIncrement() % commands.length)]);
            } finally {
                assertTrue(nanos.get() - began < Duration.ofSeconds(15).toNanos(), "an exchange took too long");
            }
        });
    }

    /** Says the same after every request, a hundred bytes at a time. */
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
            if (within.isZero()) {
                return 0;
            }
            int count = Math.min(100, answer.length - said);
            System.arraycopy(answer, said, buffer, 0, count);
            said += count;
            nanos.addAndGet(count == 0 ? within.toNanos() : Duration.ofMillis(9).toNanos());
            return count;
        }

        @Override
        public void close() {}
    }
}
