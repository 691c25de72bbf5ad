package org.zizhu.drivers.face.onnx;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.zizhu.drivers.camera.PictureBytes;
import org.zizhu.drivers.face.Photo;

/** A picture in colours. It shows a citizen: {@link #close} overwrites it, and {@code toString} says nothing of it. */
final class RgbPicture implements AutoCloseable {

    /** A camera's picture, and a reference photo, has no more; what claims to is not worth the memory. */
    private static final long MOST_PIXELS = 4096L * 4096;

    /** Beyond it every second pixel is left out while decoding: a face is large enough without. */
    private static final int ENOUGH_PIXELS_ACROSS = 2048;

    /** So few pixels make no face. */
    private static final int LEAST_PIXELS_ACROSS = 32;

    private final int width;
    private final int height;

    private final byte[] bgr;

    private RgbPicture(int width, int height, byte[] bgr) {
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    /** One that shows nothing. */
    static RgbPicture blank(int width, int height) {
        return new RgbPicture(width, height, new byte[3 * width * height]);
    }

    /** Empty for what can't be decoded, or is no picture of a sensible size. */
    static Optional<RgbPicture> of(Photo photo) {
        if (photo instanceof Photo.Encoded encoded) {
            return decode(encoded.file());
        }
        Photo.Pixels pixels = (Photo.Pixels) photo;
        if (!sensible(pixels.width(), pixels.height())) {
            return Optional.empty();
        }
        byte[] bgr = new byte[pixels.rgb().length];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = pixels.rgb()[i + 2];
            bgr[i + 1] = pixels.rgb()[i + 1];
            bgr[i + 2] = pixels.rgb()[i];
        }
        return Optional.of(new RgbPicture(pixels.width(), pixels.height(), bgr));
    }

    /** A JPEG or PNG. */
    static Optional<RgbPicture> decode(byte[] file) {
        try (ImageInputStream in = new PictureBytes(file)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? read(readers.next(), in) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The decoders throw unchecked ones too at what is damaged.
            return Optional.empty();
        }
    }

    private static Optional<RgbPicture> read(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            int across = reader.getWidth(0);
            int down = reader.getHeight(0);
            if (!sensible(across, down)) {
                return Optional.empty();
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = (Math.max(across, down) + ENOUGH_PIXELS_ACROSS - 1) / ENOUGH_PIXELS_ACROSS;
            parameters.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(of(reader.read(0, parameters)));
        } finally {
            reader.dispose();
        }
    }

    private static boolean sensible(int width, int height) {
        return Math.min(width, height) >= LEAST_PIXELS_ACROSS && (long) width * height <= MOST_PIXELS;
    }

    private static RgbPicture of(BufferedImage image) {
        BufferedImage colours = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            colours = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = colours.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
            wipe(image);
        }
        byte[] bgr = ((DataBufferByte) colours.getRaster().getDataBuffer()).getData();
        return new RgbPicture(colours.getWidth(), colours.getHeight(), bgr);
    }

    private static void wipe(BufferedImage image) {
        if (image.getRaster().getDataBuffer() instanceof DataBufferByte bytes) {
            for (byte[] bank : bytes.getBankData()) {
                Arrays.fill(bank, (byte) 0);
            }
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Row by row from the top left, three bytes (blue, green, red) each; the picture's own. */
    byte[] bgr() {
        return bgr;
    }

    @Override
    public void close() {
        Arrays.fill(bgr, (byte) 0);
    }

    @Override
    public String toString() {
        return "RgbPicture[" + width + "×" + height + "]";
    }
}
