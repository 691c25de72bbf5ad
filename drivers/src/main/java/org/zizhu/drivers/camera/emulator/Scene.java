package org.zizhu.drivers.camera.emulator;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What is before the camera. */
public sealed interface Scene {

    /** What stands in every booth; the same one in every picture of a camera. */
    long BOOTH_SEED = 7;

    /** A hand trembles by up to so many degrees. */
    double TREMBLE_DEGREES = 0.8;

    /** And by this share of the picture. */
    double TREMBLE_SHARE = 0.0008;

    /** Shown in turns, so that noise moves and hands tremble without painting each picture anew. */
    int PICTURES = 6;

    /** How many pictures of it differ. */
    default int pictures() {
        return PICTURES;
    }

    /** One of its pictures, counted from 0. */
    default BufferedImage taken(int number, int width, int height, double sensorNoise, RandomGenerator random) {
        return taken(width, height, sensorNoise, random);
    }

    /** Which of its pictures, counted from 0, is the one that is taken so many pictures after it came before the camera. */
    default int at(int taken) {
        return taken % pictures();
    }

    /** One picture of it. */
    BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random);

    /** Nobody. */
    record EmptyBooth() implements Scene {
        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            return Photograph.of(booth(width, height), random)
                    .noise(sensorNoise)
                    .develop();
        }
    }

    /** Somebody, like nobody who lives. */
    record Visitor() implements Scene {
        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            BufferedImage booth = booth(width, height);
            Photograph.visitor(booth);
            return Photograph.of(booth, random).blur(1.0).noise(sensorNoise).develop();
        }
    }

    /** The lens is covered. */
    record Darkness() implements Scene {
        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            return Photograph.of(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), random)
                    .noise(sensorNoise)
                    .develop();
        }
    }

    /** A code is held up. */
    record HeldUp(ModuleGrid code, Pose pose, Light light) implements Scene {
        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            Pose trembling = pose.at(
                            pose.centreX() + random.nextDouble(-TREMBLE_SHARE, TREMBLE_SHARE),
                            pose.centreY() + random.nextDouble(-TREMBLE_SHARE, TREMBLE_SHARE))
                    .turned(
                            pose.yawDegrees() + random.nextDouble(-TREMBLE_DEGREES, TREMBLE_DEGREES),
                            pose.pitchDegrees() + random.nextDouble(-TREMBLE_DEGREES, TREMBLE_DEGREES),
                            pose.rollDegrees() + random.nextDouble(-TREMBLE_DEGREES, TREMBLE_DEGREES));
            return photograph(booth(width, height), code, trembling, light, sensorNoise, random);
        }
    }

    /** What was filmed before, or a photo held up: pictures played again and again in their order. */
    record Film(List<BufferedImage> frames) implements Scene {

        /** Twenty seconds of a camera; more fills the memory. */
        private static final int MOST_FRAMES = 300;

        public Film {
            if (frames.isEmpty() || frames.size() > MOST_FRAMES) {
                throw new IllegalArgumentException("a film has 1 to " + MOST_FRAMES + " pictures");
            }
            frames = List.copyOf(frames);
        }

        /** The JPEG and PNG files of a folder, by their names. */
        public static Film of(Path folder) throws IOException {
            List<BufferedImage> frames = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Film::isPicture).sorted().toList()) {
                    BufferedImage frame = ImageIO.read(file.toFile());
                    if (frame == null || frames.size() == MOST_FRAMES) {
                        throw new IOException(
                                folder.getFileName() + " is no film of at most " + MOST_FRAMES + " pictures");
                    }
                    frames.add(frame);
                }
            }
            if (frames.isEmpty()) {
                throw new IOException("no .jpg or .png in " + folder.getFileName());
            }
            return new Film(frames);
        }

        private static boolean isPicture(Path file) {
            return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)");
        }

        /** A single photo trembles in the hand. */
        @Override
        public int pictures() {
            return frames.size() == 1 ? PICTURES : frames.size();
        }

        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            return taken(0, width, height, sensorNoise, random);
        }

        /** As large as it fits, in colours, before black. */
        @Override
        public BufferedImage taken(int number, int width, int height, double sensorNoise, RandomGenerator random) {
            BufferedImage frame = frames.get(number % frames.size());
            double scale = Math.min((double) width / frame.getWidth(), (double) height / frame.getHeight());
            double tremble = frames.size() == 1 ? TREMBLE_SHARE * width : 0;
            int w = (int) Math.round(frame.getWidth() * scale);
            int h = (int) Math.round(frame.getHeight() * scale);
            double x = (width - w) / 2.0 + tremble * random.nextDouble(-1, 1);
            double y = (height - h) / 2.0 + tremble * random.nextDouble(-1, 1);
            BufferedImage seen = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = seen.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.translate(x, y);
            graphics.drawImage(frame, 0, 0, w, h, null);
            graphics.dispose();
            return seen;
        }
    }

    /**
     * Something that moves once and then stays as it ended: pictures that are painted only when they are taken, since a film of
     * them fills the memory.
     *
     * @param length pictures of the movement
     * @param frames each, of the camera's size, from 0 to the length, which is how it stays
     */
    record Movement(int length, IntFunction<BufferedImage> frames) implements Scene {

        /** What stays trembles. */
        @Override
        public int pictures() {
            return length + PICTURES;
        }

        @Override
        public int at(int taken) {
            return taken < length ? taken : length + (taken - length) % PICTURES;
        }

        @Override
        public BufferedImage taken(int width, int height, double sensorNoise, RandomGenerator random) {
            return taken(length, width, height, sensorNoise, random);
        }

        @Override
        public BufferedImage taken(int number, int width, int height, double sensorNoise, RandomGenerator random) {
            // By whole pixels, since it is painted while it is sent.
            int tremble = (int) Math.ceil(TREMBLE_SHARE * width);
            BufferedImage seen = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = seen.createGraphics();
            graphics.drawImage(
                    frames.apply(Math.min(number, length)),
                    random.nextInt(-tremble, tremble + 1),
                    random.nextInt(-tremble, tremble + 1),
                    null);
            graphics.dispose();
            return seen;
        }
    }

    /** A code before a scene, in that light. */
    static BufferedImage photograph(
            BufferedImage behind, ModuleGrid code, Pose pose, Light light, double sensorNoise, RandomGenerator random) {
        return Photograph.of(behind, random)
                .holding(code, pose, light)
                .shadow(pose, light.shadow())
                .glare(pose, light.glare())
                .blur(light.blurPixels())
                .motion(light.motionPixels(), light.motionDegrees())
                .noise(Math.hypot(light.noise(), sensorNoise))
                .develop();
    }

    private static BufferedImage booth(int width, int height) {
        return Photograph.booth(width, height, new SplittableRandom(BOOTH_SEED));
    }
}
