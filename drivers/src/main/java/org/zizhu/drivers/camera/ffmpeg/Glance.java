package org.zizhu.drivers.camera.ffmpeg;

import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;

/** What is seen of a picture without looking at what it shows. */
record Glance(int width, int height, boolean dark) {

    /** Of 255. A lens that is covered gives noise below this; a hall at night with one lamp gives more. */
    private static final int DARK_MEAN = 16;

    /** Every so many pixels in each direction: a covered lens is dark everywhere. */
    private static final int STEP = 16;

    /** Empty for what no decoder can read. */
    static Optional<Glance> at(byte[] jpeg) {
        return GreyPicture.of(jpeg).map(Glance::at);
    }

    private static Glance at(GreyPicture picture) {
        long sum = 0;
        int count = 0;
        for (int y = 0; y < picture.height(); y += STEP) {
            for (int x = 0; x < picture.width(); x += STEP) {
                sum += picture.at(x, y);
                count++;
            }
        }
        return new Glance(picture.width(), picture.height(), sum < (long) DARK_MEAN * count);
    }
}
