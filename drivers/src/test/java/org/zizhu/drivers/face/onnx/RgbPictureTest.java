package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos come in all forms that a platform may store: each is read in its own colours. */
class RgbPictureTest {
    private static final int WIDTH = 67;
    private static final int HEIGHT = 41;

    /** What a camera writes, what photo software writes, a scan in grey, a saved screenshot, one with few colours. */
    @ParameterizedTest
    @CsvSource({
        "jpg, " + BufferedImage.TYPE_3BYTE_BGR,
        "jpg, " + BufferedImage.TYPE_INT_RGB,
        "jpg, " + BufferedImage.TYPE_BYTE_GRAY,
        "png, " + BufferedImage.TYPE_3BYTE_BGR,
        "png, " + BufferedImage.TYPE_INT_ARGB,
        "png, " + BufferedImage.TYPE_BYTE_GRAY,
        "png, " + BufferedImage.TYPE_BYTE_INDEXED
    })
    void pictureOfAnyForm_isReadInItsOwnColours(String format, int type) throws IOException {
        byte[] file = file(format, WIDTH, HEIGHT, type);
        BufferedImage expected = inColours(ImageIO.read(new ByteArrayInputStream(file)));
        try (RgbPicture picture = RgbPicture.decode(file).orElseThrow()) {
            assertEquals(WIDTH, picture.width());
            assertEquals(HEIGHT, picture.height());
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertEquals(new Color(expected.getRGB(x, y)), colour(picture, x, y), x + ", " + y);
                }
            }
        }
    }

    @Test
    void hugePicture_isReadWithPixelsLeftOut() throws IOException {
        try (RgbPicture picture = RgbPicture.decode(file("jpg", 2501, 1201, BufferedImage.TYPE_3BYTE_BGR))
                .orElseThrow()) {
            assertEquals(1251, picture.width());
            assertEquals(601, picture.height());
            Color middle = colour(picture, 625, 300);
            assertTrue(Math.abs(middle.getRed() - 115) < 8 && Math.abs(middle.getBlue() - 125) < 8, middle.toString());
        }
    }

    /** By drawing it: asked for a colour, a grey picture answers with a brighter one (its grey is linear). */
    private static BufferedImage inColours(BufferedImage image) {
        BufferedImage colours = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = colours.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return colours;
    }

    private static Color colour(RgbPicture picture, int x, int y) {
        int at = 3 * (y * picture.width() + x);
        byte[] rgb = picture.rgb();
        return new Color(rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF);
    }

    private static byte[] file(String format, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(220, 60, 10), width, height, new Color(10, 90, 240)));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, file));
        return file.toByteArray();
    }
}
