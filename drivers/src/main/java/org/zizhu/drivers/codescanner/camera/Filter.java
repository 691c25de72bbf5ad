package org.zizhu.drivers.codescanner.camera;

import org.zizhu.drivers.camera.GreyPicture;

/** What makes a code in a poor picture easier to find. Each gives a new picture; radii and sizes are in pixels. */
final class Filter {

    /** Where normalisation puts the local mean: what is darker is black. */
    static final int MIDDLE = 128;

    /** How far from the middle one standard deviation is put; two fit. */
    private static final float DEVIATION = 60;

    /** Below this variance there is nothing but noise, which is not to be blown up. */
    private static final float LEAST_VARIANCE = 4;

    private Filter() {}

    /** Half as wide and high, each pixel the mean of four: noise and a screen's grating go, large codes stay. */
    static GreyPicture half(GreyPicture picture) {
        int width = picture.width() / 2;
        int height = picture.height() / 2;
        byte[] halved = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = picture.at(2 * x, 2 * y)
                        + picture.at(2 * x + 1, 2 * y)
                        + picture.at(2 * x, 2 * y + 1)
                        + picture.at(2 * x + 1, 2 * y + 1);
                halved[y * width + x] = (byte) ((sum + 2) / 4);
            }
        }
        return new GreyPicture(width, height, halved);
    }

    /** White on black becomes black on white. */
    static GreyPicture inverted(GreyPicture picture) {
        byte[] inverted = new byte[picture.pixels().length];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~picture.pixels()[i];
        }
        return new GreyPicture(picture.width(), picture.height(), inverted);
    }

    /** Each pixel becomes the mean of those around it. */
    static GreyPicture averaged(GreyPicture picture, int radius) {
        byte[] averaged = new byte[picture.pixels().length];
        Window window = new Window(picture, radius);
        while (window.next()) {
            averaged[window.place()] = (byte) (window.sum / window.count());
        }
        return new GreyPicture(picture.width(), picture.height(), averaged);
    }

    /** Each pixel's difference from its surroundings grows by {@code strength}: against a lens out of focus. */
    static GreyPicture sharpened(GreyPicture picture, int radius, int strength) {
        byte[] sharp = new byte[picture.pixels().length];
        Window window = new Window(picture, radius);
        while (window.next()) {
            int own = picture.pixels()[window.place()] & 0xFF;
            sharp[window.place()] = clamped(own + strength * (own - window.sum / window.count()));
        }
        return new GreyPicture(picture.width(), picture.height(), sharp);
    }

    /** Local mean and deviation become the same everywhere: against shadow, glare and low contrast. */
    static GreyPicture normalised(GreyPicture picture, int radius) {
        byte[] normal = new byte[picture.pixels().length];
        Window window = new Window(picture, radius);
        while (window.next()) {
            float mean = (float) window.sum / window.count();
            float variance = Math.max(LEAST_VARIANCE, (float) window.squares / window.count() - mean * mean);
            float deviation = ((picture.pixels()[window.place()] & 0xFF) - mean) / (float) Math.sqrt(variance);
            normal[window.place()] = clamped((int) (MIDDLE + DEVIATION * deviation));
        }
        return new GreyPicture(picture.width(), picture.height(), normal);
    }

    private static byte clamped(int brightness) {
        return (byte) Math.max(0, Math.min(0xFF, brightness));
    }

    /** A square that slides over a picture and knows the sums in it; at the edges it is cut. Some multiplications a pixel. */
    private static final class Window {
        private final GreyPicture picture;
        private final int radius;
        private final int[] columnSums;
        private final int[] columnSquares;
        private int x;
        private int y = -1;
        private int rows;
        private int columns;
        int sum;
        /** Up to 2¹⁶ pixels' squares fit. */
        int squares;

        Window(GreyPicture picture, int radius) {
            this.picture = picture;
            this.radius = radius;
            this.columnSums = new int[picture.width()];
            this.columnSquares = new int[picture.width()];
            this.x = picture.width();
            for (int row = 0; row < Math.min(radius, picture.height()); row++) {
                addRow(row, 1);
            }
        }

        /** Goes on to the next pixel; false behind the last. */
        boolean next() {
            x++;
            if (x >= picture.width() && !nextRow()) {
                return false;
            }
            if (x + radius < picture.width()) {
                sum += columnSums[x + radius];
                squares += columnSquares[x + radius];
            }
            if (x - radius - 1 >= 0) {
                sum -= columnSums[x - radius - 1];
                squares -= columnSquares[x - radius - 1];
            }
            columns = Math.min(picture.width() - 1, x + radius) - Math.max(0, x - radius) + 1;
            return true;
        }

        private boolean nextRow() {
            y++;
            if (y >= picture.height()) {
                return false;
            }
            if (y + radius < picture.height()) {
                addRow(y + radius, 1);
            }
            if (y - radius - 1 >= 0) {
                addRow(y - radius - 1, -1);
            }
            rows = Math.min(picture.height() - 1, y + radius) - Math.max(0, y - radius) + 1;
            x = 0;
            sum = 0;
            squares = 0;
            for (int column = 0; column < Math.min(radius, picture.width()); column++) {
                sum += columnSums[column];
                squares += columnSquares[column];
            }
            return true;
        }

        private void addRow(int row, int sign) {
            for (int column = 0; column < picture.width(); column++) {
                int brightness = picture.at(column, row);
                columnSums[column] += sign * brightness;
                columnSquares[column] += sign * brightness * brightness;
            }
        }

        int place() {
            return y * picture.width() + x;
        }

        int count() {
            return rows * columns;
        }
    }
}
