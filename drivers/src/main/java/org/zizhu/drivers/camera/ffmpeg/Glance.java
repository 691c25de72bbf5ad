package org.zizhu.drivers.camera.ffmpeg;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What is seen of a picture without looking at what it shows. */
record Glance(int width, int height, boolean dark) {

    /** Of 255. A lens that is covered gives noise below this; a hall at night with one lamp gives more. */
    private static final int DARK_MEAN = 16;

    /** Every so many pixels in each direction: a covered lens is dark everywhere. */
    private static final int STEP = 16;

    /** Empty for what no decoder can read. */
    static Optional<Glance> at(byte[] jpeg) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            return Optional.of(of(reader.readRaster(0, null)));
        } catch (IIOException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The decoder throws unchecked ones too at what is damaged.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Glance of(Raster raster) {
        long sum = 0;
        int count = 0;
        for (int y = 0; y < raster.getHeight(); y += STEP) {
            for (int x = 0; x < raster.getWidth(); x += STEP) {
                // The first band of a JPEG is its brightness.
                sum += raster.getSample(x, y, 0);
                count++;
            }
        }
        return new Glance(raster.getWidth(), raster.getHeight(), sum < (long) DARK_MEAN * count);
    }
}
