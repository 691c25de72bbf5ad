package org.zizhu.drivers.codescanner.serial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.fuzz.Fuzz;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/** Anything at all in place of what a scan engine sends. */
class ScannerFuzzTest {
    private static final int MOST_OWED = 1_000;

    private static final byte[] CODE = "TEST-430102-0001\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Answers to what each dialect asks, and codes, as the emulated engines send them. */
    private static final List<byte[]> SENT = List.of(
            CODE,
            joined(NewlandFrame.answer(NewlandFrame.OK, 0), CODE),
            NewlandFrame.answer(NewlandFrame.OK, 0xF5),
            NewlandFrame.answer(NewlandFrame.CRC_WRONG, 0),
            NewlandFrame.answer(NewlandFrame.INVALID, 0),
            "\u0002\u00010000#QRYPDNNLS-EM20\u0006;\u0003".getBytes(StandardCharsets.US_ASCII),
            joined("TRGMOD0\u0006!".getBytes(StandardCharsets.US_ASCII), CODE),
            "Product Name: N3680\r\nSoftware Revision: 1\r\nREVINF\u0006!".getBytes(StandardCharsets.US_ASCII),
            SsiPacket.decoder(SsiPacket.CMD_ACK).bytes(),
            SsiPacket.decoder(SsiPacket.CMD_NAK, SsiPacket.NAK_RESEND).bytes(),
            new SsiPacket(SsiPacket.REPLY_REVISION, SsiPacket.DECODER, 0, CODE).bytes(),
            new SsiPacket(SsiPacket.DECODE_DATA, SsiPacket.DECODER, SsiPacket.CONTINUED, new byte[251]).bytes(),
            new SsiPacket(SsiPacket.DECODE_DATA, SsiPacket.DECODER, SsiPacket.RETRANSMITTED, CODE).bytes());

    private static byte[] joined(byte[] head, byte[] tail) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(tail);
        return whole.toByteArray();
    }

    @Tag("fuzz")
    @Test
    void anythingBetweenBareCodes_isCutWithoutHarm() {
        Fuzz.stream("LineFramer", SENT, () -> stream(new LineFramer()));
    }

    @Tag("fuzz")
    @Test
    void anythingBetweenPackets_isCutWithoutHarm() {
        Fuzz.stream("SsiFramer", SENT, () -> stream(new SsiFramer()));
    }

    private static Fuzz.Stream stream(Framer framer) {
        return piece -> {
            framer.add(piece, piece.length);
            framer.answer(NewlandFrame::findAnswer, piece.length % 2 == 0);
            if (piece.length % 7 == 0) {
                framer.quiet();
            }
            Optional<byte[]> code = framer.code();
            while (code.isPresent()) {
                if (code.get().length > Framer.LONGEST_CODE) {
                    throw new IllegalStateException("longer than any code");
                }
                code = framer.code();
            }
            // What lay behind a false beginning comes all at once.
            if (framer.due().length > MOST_OWED) {
                throw new IllegalStateException("owes more than it got");
            }
        };
    }

    @Tag("fuzz")
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void anything_isAnAnswerACodeOrTrouble(Dialect dialect) {
        Fuzz.blocks("scan engine, " + dialect, SENT, Set.of(IOException.class), bytes -> {
            AtomicLong millis = new AtomicLong();
            EngineLine line = new EngineLine(
                    new OneAnswer(bytes),
                    dialect.protocol(),
                    () -> Duration.ofMillis(millis.addAndGet(20)).toNanos(),
                    new WireLog(InstantSource.system()));
            dialect.protocol().check(line);
            dialect.protocol().identity(line);
            line.look();
            line.hear(Duration.ZERO);
            line.rest();
        });
    }

    /** A line on which the bytes come once something was sent, in pieces, and then nothing. */
    private static final class OneAnswer implements SerialLink {
        private static final int PIECE_BYTES = 16;

        private final byte[] answer;
        private int at;

        OneAnswer(byte[] answer) {
            this.answer = answer;
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
        public void close() {
            // Nothing is held.
        }
    }
}
