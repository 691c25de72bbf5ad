package org.zizhu.drivers.camera.emulator;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What is before the camera. */
public sealed interface Scene {

    /** What stands in every booth; the same one in every picture of a camera. */
    long BOOTH_SEED = 7;

    /** A hand trembles by up to so many degrees. */
    double TREMBLE_DEGREES = 0.8;

    /** And by this share of the picture. */
    double TREMBLE_SHARE = 0.0008;

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
