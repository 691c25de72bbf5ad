package org.zizhu.drivers.idcard.samv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.serial.Dialogue;

class SamVFrameTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final int FUZZ_STREAMS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "RESET, AA AA AA 96 69 00 03 10 FF EC",
        "SAM_STATUS, AA AA AA 96 69 00 03 11 FF ED",
        "SAM_ID, AA AA AA 96 69 00 03 12 FF EE",
        "FIND, AA AA AA 96 69 00 03 20 01 22",
        "SELECT, AA AA AA 96 69 00 03 20 02 21",
        "READ, AA AA AA 96 69 00 03 30 01 32",
        "READ_WITH_FINGERPRINT, AA AA AA 96 69 00 03 30 10 23",
        "NEWEST_ADDRESS, AA AA AA 96 69 00 03 30 03 30",
    })
    void requests_areThoseOfTheStandard(SamVCommand command, String frame) {
        assertEquals(frame, HEX.formatHex(command.frame()));
        assertTrue(command.isAskedBy(cut(HEX.parseHex(frame)).get(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "AA AA AA 96 69 00 04 00 00 90 94, OK, 0",
        "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97, CARD_FOUND, 4",
        "AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C, OK, 8",
        "AA AA AA 96 69 00 04 00 00 80 84, NO_CARD, 0",
        "AA AA AA 96 69 00 04 00 00 81 85, SELECT_FAILED, 0",
        "AA AA AA 96 69 00 04 00 00 41 45, READ_FAILED, 0",
        "AA AA AA 96 69 00 04 00 00 91 95, NO_SUCH_ITEM, 0",
    })
    void answers_areThoseOfTheStandard(String frame, SamVStatus status, int dataBytes) {
        List<byte[]> contents = cut(HEX.parseHex(frame));
        assertEquals(1, contents.size());
        assertEquals(status, SamVStatus.of(contents.get(0)[2]));
        assertEquals(3 + dataBytes, contents.get(0).length);
        assertEquals(frame, HEX.formatHex(SamVFrame.of(contents.get(0))));
    }

    @ParameterizedTest
    @CsvSource({"1284, 1295", "1286, 1297", "1798, 1809", "2310, 2321"})
    void readings_haveTheLengthsOfTheStandard(int dataBytes, int frameBytes) {
        assertEquals(frameBytes, SamVFrame.of(new byte[3 + dataBytes]).length);
        assertEquals(1, cut(SamVFrame.of(new byte[3 + dataBytes])).size());
    }

    @Test
    void statusThatTheStandardDoesNotList_isUnlisted() {
        assertEquals(SamVStatus.UNLISTED, SamVStatus.of((byte) 0x77));
    }

    @Test
    void samId_isWrittenAsOnTheLicence() {
        byte[] bytes = HEX.parseHex("05 00 03 00 94 9F 33 01 87 D6 12 00 D2 02 96 49");
        assertEquals(
                "05.03-20160404-0001234567-1234567890",
                SamId.of(bytes).orElseThrow().toString());
        assertArrayEquals(bytes, SamId.of(bytes).orElseThrow().bytes());
        assertEquals(Optional.empty(), SamId.of(new byte[15]));
    }

    @Test
    void frameArrivingByteByByte_isCutWhenItsLastByteIsThere() {
        SamVFrame.Cutter cutter = new SamVFrame.Cutter();
        byte[] frame = SamVCommand.FIND.frame();
        for (int i = 0; i < frame.length; i++) {
            assertEquals(Optional.empty(), cutter.next());
            cutter.add(new byte[] {frame[i]}, 1);
        }
        assertTrue(cutter.next().isPresent());
        assertEquals(Optional.empty(), cutter.next());
    }

    @Test
    void lengthThatCannotBe_doesNotSwallowTheNextFrame() {
        byte[] stream = joined(HEX.parseHex("AA AA AA 96 69 FF FF"), SamVCommand.FIND.frame());
        assertEquals(1, cut(stream).size());
    }

    @Test
    void damagedFrame_doesNotSwallowTheNextOneInsideIt() {
        // The length says 16 bytes more than there are; the next frame stands where they should be.
        byte[] stream = joined(HEX.parseHex("AA AA AA 96 69 00 0E 00 00 90"), SamVCommand.FIND.frame());
        stream = joined(stream, new byte[8]);
        assertEquals(1, cut(stream).size());
    }

    /** {@value #FUZZ_STREAMS} streams of garbage and frames in random pieces: every frame after clean garbage is found. */
    @Test
    void framesBetweenGarbage_areAllFound() {
        Random random = new Random(20260102);
        for (int i = 0; i < FUZZ_STREAMS; i++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            int frames = 1 + random.nextInt(3);
            for (int f = 0; f < frames; f++) {
                byte[] garbage = new byte[random.nextInt(40)];
                random.nextBytes(garbage);
                stream.writeBytes(garbage);
                byte[] content = new byte[2 + random.nextInt(30)];
                random.nextBytes(content);
                stream.writeBytes(SamVFrame.of(content));
            }
            assertEquals(frames, cutInPieces(stream.toByteArray(), random).size());
        }
    }

    /** What a module answered to each command. */
    static List<byte[]> answers() throws Exception {
        Path file = Path.of(SamVFrameTest.class
                .getResource("/dialogues/sam-v-05.03-two-cards.dialogue")
                .toURI());
        return Dialogue.read(file).exchanges().stream()
                .map(Dialogue.Exchange::received)
                .toList();
    }

    private static List<byte[]> cut(byte[] stream) {
        SamVFrame.Cutter cutter = new SamVFrame.Cutter();
        cutter.add(stream, stream.length);
        return all(cutter);
    }

    private static List<byte[]> cutInPieces(byte[] stream, Random random) {
        SamVFrame.Cutter cutter = new SamVFrame.Cutter();
        List<byte[]> contents = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int piece = Math.min(stream.length - at, 1 + random.nextInt(50));
            cutter.add(Arrays.copyOfRange(stream, at, at + piece), piece);
            contents.addAll(all(cutter));
            at += piece;
        }
        return contents;
    }

    static List<byte[]> all(SamVFrame.Cutter cutter) {
        List<byte[]> contents = new ArrayList<>();
        for (Optional<byte[]> next = cutter.next(); next.isPresent(); next = cutter.next()) {
            contents.add(next.get());
        }
        return contents;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
