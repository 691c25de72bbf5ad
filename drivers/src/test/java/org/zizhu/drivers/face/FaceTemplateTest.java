package org.zizhu.drivers.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A template is compared while it is there, and leaves nothing behind. */
class FaceTemplateTest {

    @Test
    void similarity_isTheCosine_whateverTheLengths() {
        assertEquals(1, FaceTemplate.of(new float[] {3, 4}).similarity(FaceTemplate.of(new float[] {30, 40})), 1e-6);
        assertEquals(0, FaceTemplate.of(new float[] {1, 0}).similarity(FaceTemplate.of(new float[] {0, 5})), 1e-6);
        assertEquals(-1, FaceTemplate.of(new float[] {1, 0}).similarity(FaceTemplate.of(new float[] {-2, 0})), 1e-6);
    }

    @Test
    void average_isNearerToTheFaceThanEachPicture() {
        FaceTemplate face = FaceTemplate.of(new float[] {1, 0, 0});
        List<FaceTemplate> pictures = List.of(
                FaceTemplate.of(new float[] {1, 0.4f, 0}),
                FaceTemplate.of(new float[] {1, -0.4f, 0.2f}),
                FaceTemplate.of(new float[] {1, 0, -0.2f}));
        assertTrue(pictures.stream().allMatch(picture -> picture.similarity(face) < 0.99));
        assertEquals(1, FaceTemplate.average(pictures).similarity(face), 1e-4);
    }

    @Test
    void closed_itIsOverwritten_andOfNoUse() {
        float[] features = {3, 4};
        FaceTemplate template = FaceTemplate.of(features);
        FaceTemplate other = FaceTemplate.of(new float[] {1, 1});
        template.close();
        assertArrayEquals(new float[] {0, 0}, features);
        assertThrows(IllegalStateException.class, () -> template.similarity(other));
        assertThrows(IllegalStateException.class, () -> other.similarity(template));
        template.close();
    }

    @Test
    void nothingIsSaidOfIt() {
        assertEquals("FaceTemplate", FaceTemplate.of(new float[] {3, 4}).toString());
        assertEquals("Photo", new Photo.Encoded(new byte[] {1, 2}).toString());
    }

    @Test
    void emptyFeatures_areLikeNobody() {
        FaceTemplate nobody = FaceTemplate.of(new float[2]);
        assertEquals(0, nobody.similarity(FaceTemplate.of(new float[] {1, 1})), 1e-6);
        assertEquals(FacePolicy.Band.REJECT, FacePolicy.USUAL.band(Double.NaN));
    }
}
