package org.zizhu.drivers.camera.emulator;

/** Cameras that booths have, as they are set there. */
public enum CameraModel {
    /** A network camera for halls. */
    AXIS_M1065_L("AXIS M1065-L", 1280, 720, 15, 2),
    /** The cheapest that there is: an OV2640 sensor on a small board, noisy in poor light. */
    ESP32_CAM("ESP32-CAM OV2640", 800, 600, 10, 6),
    /** Pictures so small that tests are quick. */
    SMALL("small", 320, 240, 25, 2);

    private final String model;
    private final int width;
    private final int height;
    private final int perSecond;
    private final double noise;

    CameraModel(String model, int width, int height, int perSecond, double noise) {
        this.model = model;
        this.width = width;
        this.height = height;
        this.perSecond = perSecond;
        this.noise = noise;
    }

    public String model() {
        return model;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Pictures a second. */
    public int perSecond() {
        return perSecond;
    }

    /** Of the sensor (σ, of 255). */
    double noise() {
        return noise;
    }
}
