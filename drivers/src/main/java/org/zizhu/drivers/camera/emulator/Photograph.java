package org.zizhu.drivers.camera.emulator;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A grey picture while it is being taken: light falls on what is before the lens, then the lens and the sensor spoil it. */
final class Photograph {

    /** White around a code on paper, in modules; ISO/IEC 18004 wants four. */
    private static final double QUIET = 4;

    /** A phone's screen is larger than the code on it, and has a dark rim. */
    private static final double SCREEN = 5;

    private static final double RIM = 1.5;
    private static final double RIM_BRIGHTNESS = 22;

    /** So many samples in each direction make a pixel. */
    private static final int SAMPLES = 3;

    private final int width;
    private final int height;
    private final RandomGenerator random;
    private float[] pixels;

    private Photograph(int width, int height, RandomGenerator random) {
        this.width = width;
        this.height = height;
        this.random = random;
        this.pixels = new float[width * height];
    }

    /** Of a scene in even light. */
    static Photograph of(BufferedImage scene, RandomGenerator random) {
        Photograph photograph = new Photograph(scene.getWidth(), scene.getHeight(), random);
        for (int y = 0; y < scene.getHeight(); y++) {
            for (int x = 0; x < scene.getWidth(); x++) {
                photograph.pixels[y * photograph.width + x] = scene.getRaster().getSample(x, y, 0);
            }
        }
        return photograph;
    }

    /** Puts a code before the scene. */
    Photograph holding(ModuleGrid code, Pose pose, Light light) {
        Pose.Plane plane = pose.plane(width, height);
        double half = code.size() / 2.0;
        double side = half + (light.phone() ? SCREEN : QUIET);
        double rim = light.phone() ? RIM : 0;
        double reach = plane.reach(side + rim);
        int left = (int) Math.max(0, plane.cx() - reach);
        int right = (int) Math.min(width - 1, plane.cx() + reach);
        int top = (int) Math.max(0, plane.cy() - reach);
        int bottom = (int) Math.min(height - 1, plane.cy() + reach);
        Moire moire = Moire.random(light.moire(), random);
        double[] uv = new double[2];
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double screen = light.phone() ? moire.at(x, y) : 1;
                double sum = 0;
                for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                    double dx = (sample % SAMPLES + 0.5) / SAMPLES;
                    double dy = (Math.floorDiv(sample, SAMPLES) + 0.5) / SAMPLES;
                    plane.at(x + dx, y + dy, uv);
                    double distance = Math.max(Math.abs(uv[0]), Math.abs(uv[1]));
                    if (distance > side + rim) {
                        sum += pixels[y * width + x];
                    } else if (distance > side) {
                        sum += RIM_BRIGHTNESS;
                    } else {
                        boolean dark = code.dark((int) Math.floor(uv[0] + half), (int) Math.floor(uv[1] + half));
                        sum += screen * (dark != light.inverted() ? light.black() : light.white());
                    }
                }
                pixels[y * width + x] = (float) (sum / (SAMPLES * SAMPLES));
            }
        }
        return this;
    }

    /** A shadow with a soft edge lies over one side of the middle. */
    Photograph shadow(Pose pose, double share) {
        if (share > 0) {
            double angle = random.nextDouble(2 * Math.PI);
            double soft = random.nextDouble(8, 60);
            double cx = pose.centreX() * width + random.nextDouble(-40, 40);
            double cy = pose.centreY() * height + random.nextDouble(-40, 40);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double from = (x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle);
                    pixels[y * width + x] *= (float) (1 - share / (1 + Math.exp(-from / soft)));
                }
            }
        }
        return this;
    }

    /** A lamp is reflected near the middle. */
    Photograph glare(Pose pose, double brighter) {
        if (brighter > 0) {
            double radius = random.nextDouble(4, 10) * pose.modulePixels();
            double cx = pose.centreX() * width + random.nextDouble(-1, 1) * radius;
            double cy = pose.centreY() * height + random.nextDouble(-1, 1) * radius;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double square = (x - cx) * (x - cx) + (y - cy) * (y - cy);
                    pixels[y * width + x] += (float) (brighter * Math.exp(-square / (2 * radius * radius)));
                }
            }
        }
        return this;
    }

    /** Out of focus: a Gaussian of that σ. */
    Photograph blur(double sigma) {
        if (sigma > 0) {
            int reach = (int) Math.ceil(3 * sigma);
            float[] weights = new float[2 * reach + 1];
            float sum = 0;
            for (int i = -reach; i <= reach; i++) {
                weights[i + reach] = (float) Math.exp(-i * i / (2 * sigma * sigma));
                sum += weights[i + reach];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            average(weights, 1, 0);
            average(weights, 0, 1);
        }
        return this;
    }

    /** The hand moves while the shutter is open. */
    Photograph motion(double distance, double degrees) {
        int steps = (int) Math.round(distance);
        if (steps > 1) {
            float[] weights = new float[steps];
            Arrays.fill(weights, 1f / steps);
            average(weights, Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees)));
        }
        return this;
    }

    /** Each pixel becomes the weighted average of those on a line through it. */
    private void average(float[] weights, double stepX, double stepY) {
        float[] averaged = new float[pixels.length];
        int middle = weights.length / 2;
        for (int i = 0; i < weights.length; i++) {
            int dx = (int) Math.round((i - middle) * stepX);
            int dy = (int) Math.round((i - middle) * stepY);
            for (int y = 0; y < height; y++) {
                int row = Math.min(height - 1, Math.max(0, y + dy)) * width;
                for (int x = 0; x < width; x++) {
                    averaged[y * width + x] += weights[i] * pixels[row + Math.min(width - 1, Math.max(0, x + dx))];
                }
            }
        }
        pixels = averaged;
    }

    Photograph noise(double sigma) {
        if (sigma > 0) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] += (float) (sigma * random.nextGaussian());
            }
        }
        return this;
    }

    /** The pixels of a phone's screen beat with the sensor's: two fine gratings, and the slow wave between them. */
    private record Moire(double share, double fine, double slow, double turn) {

        static Moire random(double share, RandomGenerator random) {
            return new Moire(
                    share,
                    2 * Math.PI * random.nextDouble(0.28, 0.46),
                    2 * Math.PI * random.nextDouble(0.015, 0.05),
                    random.nextDouble(-0.2, 0.2));
        }

        double at(int x, int y) {
            double u = x + turn * y;
            double v = y - turn * x;
            double wave = Math.sin(fine * u) + Math.sin(fine * v) + Math.sin(slow * u) + Math.sin(slow * v);
            return 1 + share * wave / 4;
        }
    }

    BufferedImage develop() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(pixels[i])));
        }
        return image;
    }

    // --- scenes ---------------------------------------------------------------------------------------------------

    /** A wall, a shelf, and things on it that change from place to place. */
    static BufferedImage booth(int width, int height, RandomGenerator random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(grey(random.nextInt(90, 180)));
        graphics.fillRect(0, 0, width, height);
        for (int thing = 0; thing < 14; thing++) {
            int w = random.nextInt(width / 20, width / 3);
            int h = random.nextInt(height / 20, height / 3);
            graphics.setColor(grey(random.nextInt(30, 230)));
            graphics.fillRect(random.nextInt(width), random.nextInt(height), w, h);
        }
        for (int line = 0; line < 12; line++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            graphics.setColor(grey(random.nextInt(20, 90)));
            for (int stroke = 0; stroke < 18; stroke++) {
                graphics.fillRect(x + stroke * 11, y, random.nextInt(3, 9), random.nextInt(6, 14));
            }
        }
        graphics.dispose();
        return image;
    }

    /** Somebody who is nobody: a head and shoulders. */
    static void visitor(BufferedImage scene) {
        int unit = scene.getHeight() / 12;
        int cx = scene.getWidth() / 2;
        int cy = scene.getHeight() * 2 / 5;
        Graphics2D graphics = scene.createGraphics();
        graphics.setColor(grey(60));
        graphics.fillRoundRect(cx - 5 * unit, cy + 3 * unit, 10 * unit, 8 * unit, 4 * unit, 4 * unit);
        graphics.setColor(grey(45));
        graphics.fillOval(cx - 5 * unit / 2, cy - 7 * unit / 2, 5 * unit, 6 * unit);
        graphics.setColor(grey(185));
        graphics.fillOval(cx - 2 * unit, cy - 5 * unit / 2, 4 * unit, 6 * unit);
        graphics.setColor(grey(40));
        for (int side : new int[] {-1, 1}) {
            graphics.fillOval(cx + side * unit - unit / 4, cy, unit / 2, unit / 3);
            graphics.fillRect(cx + side * unit - unit / 3, cy - unit / 2, 2 * unit / 3, unit / 8);
        }
        graphics.setColor(grey(150));
        graphics.fillRect(cx - unit / 8, cy + unit / 4, unit / 4, unit);
        graphics.setColor(grey(95));
        graphics.fillOval(cx - 3 * unit / 4, cy + 2 * unit, 3 * unit / 2, unit / 3);
        graphics.dispose();
    }

    private static Color grey(int level) {
        return new Color(level, level, level);
    }
}
