package org.zizhu.drivers.face.onnx;

import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
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

    private static final int[] RED_FIRST = {0, 1, 2};

    private static final ColorModel COLOURS = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);

    private final int width;
    private final int height;

    private final byte[] rgb;

    /** Of one that {@link #empty} made. */
    private RgbPicture(BufferedImage image) {
        this(
                image.getWidth(),
                image.getHeight(),
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    private RgbPicture(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
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
        return Optional.of(
                new RgbPicture(pixels.width(), pixels.height(), pixels.rgb().clone()));
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
            return Optional.of(coloured(reader) ? inColours(reader, parameters, step) : of(reader.read(0, parameters)));
        } finally {
            reader.dispose();
        }
    }

    private static boolean sensible(int width, int height) {
        return Math.min(width, height) >= LEAST_PIXELS_ACROSS && (long) width * height <= MOST_PIXELS;
    }

    /** Whether its pixels are such that they can be read into ours as they come. */
    private static boolean coloured(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        while (types.hasNext()) {
            if (types.next().getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR) {
                return true;
            }
        }
        return false;
    }

    /** Left to itself, a reader turns red and blue round pixel by pixel, which takes longer than all else that it does. */
    private static RgbPicture inColours(ImageReader reader, ImageReadParam parameters, int step) throws IOException {
        BufferedImage image = empty((reader.getWidth(0) + step - 1) / step, (reader.getHeight(0) + step - 1) / step);
        parameters.setDestination(image);
        try {
            return new RgbPicture(reader.read(0, parameters));
        } catch (IOException | RuntimeException e) {
            // The upper part of it may be a face.
            wipe(image);
            throw e;
        }
    }

    private static RgbPicture of(BufferedImage image) {
        BufferedImage colours = empty(image.getWidth(), image.getHeight());
        Graphics2D graphics = colours.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        wipe(image);
        return new RgbPicture(colours);
    }

    private static BufferedImage empty(int width, int height) {
        WritableRaster pixels =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3 * width, 3, RED_FIRST, null);
        return new BufferedImage(COLOURS, pixels, false, null);
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

    /** Row by row from the top left, three bytes (red, green, blue) each; the picture's own. */
    byte[] rgb() {
        return rgb;
    }

    @Override
    public void close() {
        Arrays.fill(rgb, (byte) 0);
    }

    @Override
    public String toString() {
        return "RgbPicture[" + width + "×" + height + "]";
    }
}
