package org.zizhu.drivers.camera;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The brightness of a picture. It may show a citizen: {@link #toString} says nothing of it.
 *
 * @param pixels row by row from the top left, each 0 (black) to 255 (white) as an unsigned byte
 */
public record GreyPicture(int width, int height, byte[] pixels) {

    /** A camera's picture has no more; what claims to is not worth the memory. */
    private static final int MOST_PIXELS = 4096 * 4096;

    /** The brightness of a JPEG; empty for what can't be decoded. */
    public static Optional<GreyPicture> of(byte[] jpeg) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = new PictureBytes(jpeg)) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                return Optional.empty();
            }
            // Without conversion to colours: the first band of a JPEG is its brightness.
            return Optional.of(of(reader.readRaster(0, null)));
        } catch (IOException | RuntimeException e) {
            // The decoder throws unchecked ones too at what is damaged.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static GreyPicture of(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) row[x];
            }
        }
        return new GreyPicture(width, height, pixels);
    }

    /** The brightness at a pixel, 0 to 255. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    @Override
    public String toString() {
        return "GreyPicture[" + width + "×" + height + "]";
    }
}
