package org.zizhu.drivers.camera.ffmpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.camera.emulator.Jpeg;
import org.zizhu.drivers.camera.emulator.Scene;

/** Pictures in a stream that holds anything. */
class JpegSplitterTest {

    private static final byte[] ONE = picture(1);
    private static final byte[] OTHER = picture(2);

    private final List<byte[]> found = new ArrayList<>();
    private final JpegSplitter splitter = new JpegSplitter(found::add);

    private static byte[] picture(long seed) {
        return Jpeg.of(new Scene.Visitor().taken(64, 48, 4, new SplittableRandom(seed)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1 << 20})
    void picturesInPiecesOfAnySize_areFoundWhole(int piece) {
        byte[] stream = joined(ONE, OTHER, ONE);
        for (int from = 0; from < stream.length; from += piece) {
            byte[] part = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + piece));
            splitter.add(part, part.length);
        }
        assertFound(ONE, OTHER, ONE);
    }

    @Test
    void garbageBetweenPictures_isSkipped() {
        byte[] garbage = new byte[50_000];
        new SplittableRandom(3).nextBytes(garbage);
        add(garbage, ONE, garbage, OTHER);
        assertTrue(found.stream().anyMatch(picture -> Arrays.equals(picture, OTHER)), "the last picture is found");
    }

    @Test
    void wordsBetweenPictures_areSkipped() {
        add("--boundary\r\n".getBytes(US_ASCII), ONE, "\r\n--boundary\r\n".getBytes(US_ASCII), OTHER);
        assertFound(ONE, OTHER);
    }

    @Test
    void pictureThatBreaksOff_isGivenUpForTheNext() {
        add(Arrays.copyOf(ONE, ONE.length / 2), OTHER);
        assertFound(OTHER);
    }

    @Test
    void pictureThatBreaksOffInItsHead_doesNotSwallowTheNext() {
        // In the middle of a quantisation table.
        add(Arrays.copyOf(ONE, 40), OTHER, ONE, OTHER);
        assertTrue(found.size() >= 2, found.size() + " pictures");
        assertArrayEquals(OTHER, found.get(found.size() - 1));
    }

    @Test
    void pictureWithoutEnd_isGivenUp_andMemoryIsBounded() {
        byte[] head = Arrays.copyOf(ONE, ONE.length - 2);
        byte[] endless = new byte[1 << 20];
        add(head);
        for (int megabyte = 0; megabyte < 64; megabyte++) {
            add(endless);
        }
        add(OTHER);
        assertFound(OTHER);
    }

    @Test
    void headOfSegmentsWithoutEnd_isGivenUpQuickly() {
        byte[] segments = new byte[6 << 20];
        byte[] pattern = {(byte) 0xFF, (byte) 0xE0, 0, 4, (byte) 0xFF, (byte) 0xD8};
        for (int i = 0; i < segments.length; i++) {
            segments[i] = pattern[i % pattern.length];
        }
        add(new byte[] {(byte) 0xFF, (byte) 0xD8}, segments, OTHER);
        assertFound(OTHER);
    }

    @Test
    void thumbnailInsideAPicture_doesNotEndIt() {
        // An APP1 segment that holds a whole JPEG, as EXIF does.
        byte[] head = Arrays.copyOf(ONE, 2);
        byte[] rest = Arrays.copyOfRange(ONE, 2, ONE.length);
        byte[] app1 = {(byte) 0xFF, (byte) 0xE1, (byte) ((OTHER.length + 2) >> 8), (byte) (OTHER.length + 2)};
        byte[] withThumbnail = joined(head, app1, OTHER, rest);
        add(withThumbnail);
        assertFound(withThumbnail);
    }

    @Test
    void emptyPicture_isNone() {
        add(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}, ONE);
        assertFound(ONE);
    }

    private void add(byte[]... parts) {
        for (byte[] part : parts) {
            splitter.add(part, part.length);
        }
    }

    private void assertFound(byte[]... expected) {
        assertEquals(expected.length, found.size(), "pictures");
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], found.get(i), "picture " + i);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
