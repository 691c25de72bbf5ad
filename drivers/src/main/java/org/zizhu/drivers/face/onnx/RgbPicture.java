package org.zizhu.drivers.face.onnx;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.FloatBuffer;
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

    /** Row by row from the top left, three bytes (blue, green, red) each. */
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

    /**
     * Fills a network's input with a part of the picture. Where that is smaller than the part, each of its pixels is an average.
     *
     * @param into row by row, one plane for each channel
     */
    void into(FloatBuffer into, Placement part, int across, int down, Channels channels) {
        // One sample a pixel, between four neighbours, or where it is made smaller as many as there are pixels.
        int samples = Math.max(1, Math.min(8, (int) Math.round(part.scale())));
        float[] bgrSum = new float[3];
        int at = 0;
        for (int v = 0; v < down; v++) {
            for (int u = 0; u < across; u++) {
                Arrays.fill(bgrSum, 0);
                for (int i = 0; i < samples; i++) {
                    for (int j = 0; j < samples; j++) {
                        double du = u + (j + 0.5) / samples;
                        double dv = v + (i + 0.5) / samples;
                        add(part.x(du, dv) - 0.5, part.y(du, dv) - 0.5, samples == 1, bgrSum);
                    }
                }
                float count = (float) samples * samples;
                channels.put(into, at++, across * down, bgrSum[2] / count, bgrSum[1] / count, bgrSum[0] / count);
            }
        }
    }

    private void add(double x, double y, boolean between, float[] sum) {
        if (between) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            float right = (float) (x - left);
            float lower = (float) (y - top);
            addPixel(left, top, (1 - right) * (1 - lower), sum);
            addPixel(left + 1, top, right * (1 - lower), sum);
            addPixel(left, top + 1, (1 - right) * lower, sum);
            addPixel(left + 1, top + 1, right * lower, sum);
        } else {
            addPixel((int) Math.round(x), (int) Math.round(y), 1, sum);
        }
    }

    /** Black outside of the picture. */
    private void addPixel(int x, int y, float weight, float[] sum) {
        if (x >= 0 && y >= 0 && x < width && y < height) {
            int at = 3 * (y * width + x);
            sum[0] += weight * (bgr[at] & 0xFF);
            sum[1] += weight * (bgr[at + 1] & 0xFF);
            sum[2] += weight * (bgr[at + 2] & 0xFF);
        }
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
