package org.zizhu.drivers.camera.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What moves before the camera, and how a head turns. */
class MovementTest {

    @Test
    void movement_isSeenOnce_andStaysAsItEnded() {
        Scene.Movement movement = new Scene.Movement(3, frame -> plain(10 * frame));
        int[] reds = IntStream.range(0, 20)
                .map(taken -> new Color(movement.taken(movement.at(taken), 40, 30, 0, new SplittableRandom(1))
                                .getRGB(20, 15))
                        .getRed())
                .toArray();
        int[] expected =
                IntStream.range(0, 20).map(taken -> 10 * Math.min(3, taken)).toArray();
        assertArrayEquals(expected, reds);
    }

    private static BufferedImage plain(int red) {
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 40 * 30; i++) {
            picture.setRGB(i % 40, Math.floorDiv(i, 40), new Color(red, 0, 0).getRGB());
        }
        return picture;
    }

    /** Bridge and nose of a face that is dark but for its middle column. */
    @Test
    void noseOfAHeadThatTurns_goesFurtherThanItsBridge_andThatOfASheetDoesNot() {
        BufferedImage face = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 200; y++) {
            for (int x = 98; x < 103; x++) {
                face.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        BufferedImage turned = TurnedHead.of(face, 20);
        int bridge = line(turned, 60);
        assertEquals(100 + 0.47 * 200 * Math.sin(Math.toRadians(20)), bridge, 6);
        assertEquals(bridge + 0.17 * 200 * Math.sin(Math.toRadians(20)), line(turned, 98), 4);

        BufferedImage sheet = PhotoSheet.bent(face, 0.5, 20);
        assertEquals(line(sheet, 110), line(sheet, 148));
    }

    /** The middle of what is bright in a row. */
    private static int line(BufferedImage picture, int row) {
        return (int) IntStream.range(0, picture.getWidth())
                .filter(x -> new Color(picture.getRGB(x, row)).getRed() > 128)
                .average()
                .orElseThrow();
    }
}
