package org.zizhu.drivers.face.onnx;

/** How a network wants the colours of a pixel (0 to 255): in which order, and as which numbers; one plane after the other. */
enum Channels {
    /** Red, green, blue, each from about −1 to 1. */
    RGB_AROUND_ZERO(3) {
        @Override
        void put(Patch patch, float[] into) {
            scaled(patch.red(), into, 0, MIDDLE, HALF);
            scaled(patch.green(), into, 1, MIDDLE, HALF);
            scaled(patch.blue(), into, 2, MIDDLE, HALF);
        }
    },
    /** Blue, green, red, each from about −1 to 1. */
    BGR_AROUND_ZERO(3) {
        @Override
        void put(Patch patch, float[] into) {
            scaled(patch.blue(), into, 0, MIDDLE, HALF);
            scaled(patch.green(), into, 1, MIDDLE, HALF);
            scaled(patch.red(), into, 2, MIDDLE, HALF);
        }
    },
    /** Blue, green, red, each from 0 to 255. */
    BGR(3) {
        @Override
        void put(Patch patch, float[] into) {
            int plane = patch.blue().length;
            System.arraycopy(patch.blue(), 0, into, 0, plane);
            System.arraycopy(patch.green(), 0, into, plane, plane);
            System.arraycopy(patch.red(), 0, into, 2 * plane, plane);
        }
    },
    /** Red, green, blue, by the mean and deviation of the ImageNet pictures. */
    IMAGENET(3) {
        @Override
        void put(Patch patch, float[] into) {
            scaled(patch.red(), into, 0, 255 * 0.485f, 255 * 0.229f);
            scaled(patch.green(), into, 1, 255 * 0.456f, 255 * 0.224f);
            scaled(patch.blue(), into, 2, 255 * 0.406f, 255 * 0.225f);
        }
    },
    /** Brightness alone (ITU-R BT.601), from 0 to 1. */
    GREY(1) {
        @Override
        void put(Patch patch, float[] into) {
            float[] red = patch.red();
            float[] green = patch.green();
            float[] blue = patch.blue();
            for (int i = 0; i < red.length; i++) {
                into[i] = (0.299f * red[i] + 0.587f * green[i] + 0.114f * blue[i]) / 256;
            }
        }
    };

    private static final float MIDDLE = 127;
    private static final float HALF = 128;

    private final int planes;

    Channels(int planes) {
        this.planes = planes;
    }

    int planes() {
        return planes;
    }

    /** Fills a network's input. */
    abstract void put(Patch patch, float[] into);

    private static void scaled(float[] colours, float[] into, int plane, float middle, float range) {
        int at = plane * colours.length;
        for (float colour : colours) {
            into[at++] = (colour - middle) / range;
        }
    }
}
