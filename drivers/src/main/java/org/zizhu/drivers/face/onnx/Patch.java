package org.zizhu.drivers.face.onnx;

import java.util.Arrays;

/**
 * A part of a picture at the size that a network wants: three planes of colours from 0 to 255, row by row from the top left. It shows
 * a citizen: {@link #close} overwrites it.
 *
 * <p>Its inner loops run some million times for each frame, on a kiosk by a compiler that hardly optimises (C1): they read arrays
 * and call nothing.
 */
final class Patch implements AutoCloseable {

    /** More pixels of the picture than the square of this make no better average. */
    private static final int MOST_SAMPLES_ACROSS = 8;

    private final int across;
    private final int down;
    private final float[] blue;
    private final float[] green;
    private final float[] red;

    /** A black one. */
    Patch(int across, int down) {
        this.across = across;
        this.down = down;
        blue = new float[across * down];
        green = new float[across * down];
        red = new float[across * down];
    }

    float[] blue() {
        return blue;
    }

    float[] green() {
        return green;
    }

    float[] red() {
        return red;
    }

    /** Shows that part from now on, black where it reaches out of the picture. Where it is made smaller, each pixel is an average. */
    void take(RgbPicture picture, Placement part) {
        // One sample a pixel, between four neighbours, or where it is made smaller as many as there are pixels.
        int samples = Math.max(1, Math.min(MOST_SAMPLES_ACROSS, (int) Math.round(part.scale())));
        if (samples == 1) {
            between(picture, part);
        } else if (part.upright()) {
            uprightAverages(picture, part, samples);
        } else {
            averages(picture, part, samples);
        }
    }

    private void between(RgbPicture picture, Placement part) {
        byte[] rgb = picture.rgb();
        int row = 3 * picture.width();
        int lastX = picture.width() - 1;
        int lastY = picture.height() - 1;
        int at = 0;
        for (int v = 0; v < down; v++) {
            for (int u = 0; u < across; u++) {
                double x = part.x(u + 0.5, v + 0.5) - 0.5;
                double y = part.y(u + 0.5, v + 0.5) - 0.5;
                if (x >= 0 && y >= 0 && x < lastX && y < lastY) {
                    int left = (int) x;
                    int top = (int) y;
                    float right = (float) (x - left);
                    float lower = (float) (y - top);
                    float leftTop = (1 - right) * (1 - lower);
                    float rightTop = right * (1 - lower);
                    float leftLow = (1 - right) * lower;
                    float rightLow = right * lower;
                    int from = top * row + 3 * left;
                    int low = from + row;
                    red[at] = leftTop * (rgb[from] & 0xFF)
                            + rightTop * (rgb[from + 3] & 0xFF)
                            + leftLow * (rgb[low] & 0xFF)
                            + rightLow * (rgb[low + 3] & 0xFF);
                    green[at] = leftTop * (rgb[from + 1] & 0xFF)
                            + rightTop * (rgb[from + 4] & 0xFF)
                            + leftLow * (rgb[low + 1] & 0xFF)
                            + rightLow * (rgb[low + 4] & 0xFF);
                    blue[at] = leftTop * (rgb[from + 2] & 0xFF)
                            + rightTop * (rgb[from + 5] & 0xFF)
                            + leftLow * (rgb[low + 2] & 0xFF)
                            + rightLow * (rgb[low + 5] & 0xFF);
                } else {
                    atTheEdge(picture, x, y, at);
                }
                at++;
            }
        }
    }

    /** Between four pixels of which some, or all, lie outside. */
    private void atTheEdge(RgbPicture picture, double x, double y, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float lower = (float) (y - top);
        blue[at] = 0;
        green[at] = 0;
        red[at] = 0;
        add(picture, left, top, (1 - right) * (1 - lower), at);
        add(picture, left + 1, top, right * (1 - lower), at);
        add(picture, left, top + 1, (1 - right) * lower, at);
        add(picture, left + 1, top + 1, right * lower, at);
    }

    private void add(RgbPicture picture, int x, int y, float weight, int at) {
        if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()) {
            byte[] rgb = picture.rgb();
            int from = 3 * (y * picture.width() + x);
            red[at] += weight * (rgb[from] & 0xFF);
            green[at] += weight * (rgb[from + 1] & 0xFF);
            blue[at] += weight * (rgb[from + 2] & 0xFF);
        }
    }

    /** Columns and rows are the same all over it: where they lie is found once. */
    private void uprightAverages(RgbPicture picture, Placement part, int samples) {
        int[] columns = new int[across * samples];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = 3 * within(part.x((i + 0.5) / samples, 0), picture.width());
        }
        byte[] rgb = picture.rgb();
        int[] sums = new int[3 * across];
        for (int v = 0; v < down; v++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < samples; i++) {
                int y = within(part.y(0, v + (i + 0.5) / samples), picture.height());
                if (y >= 0) {
                    addRow(rgb, 3 * y * picture.width(), columns, samples, sums);
                }
            }
            putRow(sums, v, samples * samples);
        }
    }

    private static void addRow(byte[] rgb, int row, int[] columns, int samples, int[] sums) {
        int column = 0;
        for (int sum = 0; sum < sums.length; sum += 3) {
            int b = 0;
            int g = 0;
            int r = 0;
            for (int j = 0; j < samples; j++) {
                int from = columns[column++];
                if (from >= 0) {
                    int at = row + from;
                    r += rgb[at] & 0xFF;
                    g += rgb[at + 1] & 0xFF;
                    b += rgb[at + 2] & 0xFF;
                }
            }
            sums[sum] += r;
            sums[sum + 1] += g;
            sums[sum + 2] += b;
        }
    }

    private void putRow(int[] sums, int row, float count) {
        int at = row * across;
        for (int sum = 0; sum < sums.length; sum += 3) {
            red[at] = sums[sum] / count;
            green[at] = sums[sum + 1] / count;
            blue[at++] = sums[sum + 2] / count;
        }
    }

    private void averages(RgbPicture picture, Placement part, int samples) {
        byte[] rgb = picture.rgb();
        int width = picture.width();
        int height = picture.height();
        // From one sample to the next.
        double stepX = part.a() / samples;
        double stepY = part.b() / samples;
        float count = (float) samples * samples;
        int at = 0;
        for (int v = 0; v < down; v++) {
            for (int u = 0; u < across; u++) {
                int b = 0;
                int g = 0;
                int r = 0;
                for (int i = 0; i < samples; i++) {
                    double x = part.x(u + 0.5 / samples, v + (i + 0.5) / samples);
                    double y = part.y(u + 0.5 / samples, v + (i + 0.5) / samples);
                    for (int j = 0; j < samples; j++) {
                        if (x >= 0 && y >= 0 && x < width && y < height) {
                            int row = (int) y;
                            int from = 3 * (row * width + (int) x);
                            r += rgb[from] & 0xFF;
                            g += rgb[from + 1] & 0xFF;
                            b += rgb[from + 2] & 0xFF;
                        }
                        x += stepX;
                        y += stepY;
                    }
                }
                blue[at] = b / count;
                green[at] = g / count;
                red[at++] = r / count;
            }
        }
    }

    /** The pixel that a place lies in; −1 outside. */
    private static int within(double place, int length) {
        return place >= 0 && place < length ? (int) place : -1;
    }

    @Override
    public void close() {
        Arrays.fill(blue, 0);
        Arrays.fill(green, 0);
        Arrays.fill(red, 0);
    }
}
