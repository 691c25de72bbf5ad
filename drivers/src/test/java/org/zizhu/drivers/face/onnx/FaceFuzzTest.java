package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.fuzz.Fuzz;

/** Whatever a camera or a platform sends as a picture is one, or is none. */
class FaceFuzzTest {

    private static byte[] small(BufferedImage picture) {
        BufferedImage small = new BufferedImage(96, 54, BufferedImage.TYPE_3BYTE_BGR);
        small.createGraphics().drawImage(picture, 0, 0, 96, 54, null);
        return FacePhotos.jpeg(small);
    }

    @Tag("fuzz")
    @Test
    void anythingAsAPicture_isDecodedOrRefused() {
        Fuzz.blocks("RgbPicture", List.of(small(FacePhotos.standing()), small(FacePhotos.wall())), bytes -> {
            Optional<RgbPicture> picture = RgbPicture.decode(bytes);
            picture.ifPresent(RgbPicture::close);
        });
    }

    /** What still decodes when it is damaged goes through all networks: few, since each takes a while. */
    @Test
    void damagedPictures_areLookedAtWithoutHarm() throws IOException {
        byte[] whole = FacePhotos.jpeg(FacePhotos.standing());
        SplittableRandom random = new SplittableRandom(11);
        int faces = 0;
        try (FaceSight sight = FaceSight.open(FacePhotos.models())) {
            for (int i = 0; i < 60; i++) {
                byte[] damaged = whole.clone();
                for (int times = 0; times < 3; times++) {
                    damaged[random.nextInt(600, damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try (FaceView view = sight.look(damaged, i)) {
                    faces += view instanceof FaceView.OneFace ? 1 : 0;
                    assertTrue(view.toString().length() < 1000);
                }
            }
        }
        assertTrue(faces > 10, "only " + faces + " of 60 went through all networks");
    }
}
