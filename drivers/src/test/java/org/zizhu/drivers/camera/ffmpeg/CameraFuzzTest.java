package org.zizhu.drivers.camera.ffmpeg;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.camera.emulator.Jpeg;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.fuzz.Fuzz;

/** Anything in place of pictures. */
class CameraFuzzTest {

    private static final int PIECE_BYTES = 97;

    private static final List<byte[]> PICTURES = List.of(
            Jpeg.of(new Scene.EmptyBooth().taken(32, 24, 4, new SplittableRandom(1))),
            Jpeg.of(new Scene.Visitor().taken(48, 32, 4, new SplittableRandom(2))));

    @Tag("fuzz")
    @Test
    void anyStream_isSplitIntoPicturesOrNone() {
        Fuzz.blocks("JPEG stream", PICTURES, stream -> {
            JpegSplitter splitter = new JpegSplitter(picture -> {});
            for (int from = 0; from < stream.length; from += PIECE_BYTES) {
                byte[] piece = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + PIECE_BYTES));
                splitter.add(piece, piece.length);
            }
        });
    }

    @Tag("fuzz")
    @Test
    void anyPicture_isSeenOrNot() {
        Fuzz.blocks("JPEG picture", PICTURES, picture -> {
            var unused = GreyPicture.of(picture);
        });
    }
}
