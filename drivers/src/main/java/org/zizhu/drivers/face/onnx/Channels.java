package org.zizhu.drivers.face.onnx;

import java.nio.FloatBuffer;

/** How a network wants the colours of a pixel (0 to 255): in which order, and as which numbers. */
enum Channels {
    /** Red, green, blue, each from about −1 to 1. */
    RGB_AROUND_ZERO(3) {
        @Override
        void put(FloatBuffer into, int at, int plane, float red, float green, float blue) {
            into.put(at, (red - MIDDLE) / HALF);
            into.put(at + plane, (green - MIDDLE) / HALF);
            into.put(at + 2 * plane, (blue - MIDDLE) / HALF);
        }
    },
    /** Blue, green, red, each from about −1 to 1. */
    BGR_AROUND_ZERO(3) {
        @Override
        void put(FloatBuffer into, int at, int plane, float red, float green, float blue) {
            RGB_AROUND_ZERO.put(into, at, plane, blue, green, red);
        }
    },
    /** Blue, green, red, each from 0 to 255. */
    BGR(3) {
        @Override
        void put(FloatBuffer into, int at, int plane, float red, float green, float blue) {
            into.put(at, blue);
            into.put(at + plane, green);
            into.put(at + 2 * plane, red);
        }
    },
    /** Red, green, blue, by the mean and deviation of the ImageNet pictures. */
    IMAGENET(3) {
        @Override
        void put(FloatBuffer into, int at, int plane, float red, float green, float blue) {
            into.put(at, (red / 255 - 0.485f) / 0.229f);
            into.put(at + plane, (green / 255 - 0.456f) / 0.224f);
            into.put(at + 2 * plane, (blue / 255 - 0.406f) / 0.225f);
        }
    },
    /** Brightness alone (ITU-R BT.601), from 0 to 1. */
    GREY(1) {
        @Override
        void put(FloatBuffer into, int at, int plane, float red, float green, float blue) {
            into.put(at, (0.299f * red + 0.587f * green + 0.114f * blue) / 256);
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

    abstract void put(FloatBuffer into, int at, int plane, float red, float green, float blue);
}
