package org.zizhu.drivers.camera.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A picture on which decoders are measured: of a code that is hard to read, or of none at all. The same seed gives the same
 * picture on every machine.
 *
 * @param says what the code says; empty where there is none
 * @param jpeg 1280×720, as cameras send it
 */
public record HarshPhotograph(Optional<String> says, byte[] jpeg) {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Of a code. */
    public static HarshPhotograph of(Harshness harshness, long seed) {
        RandomGenerator random =
                new SplittableRandom(seed ^ ((long) harshness.name().hashCode() << Integer.SIZE));
        String says = "TEST-" + letters(random.nextInt(12, 110), random);
        ModuleGrid code = ModuleGrid.qr(says, StandardCharsets.US_ASCII);
        Pose pose = harshness.pose(code, random);
        Light light = harshness.light(pose, random);
        return new HarshPhotograph(
                Optional.of(says),
                Jpeg.of(Scene.photograph(Photograph.booth(WIDTH, HEIGHT, random), code, pose, light, 0, random)));
    }

    /** Of a booth in which no code is shown. */
    public static HarshPhotograph without(long seed) {
        RandomGenerator random = new SplittableRandom(~seed);
        return new HarshPhotograph(
                Optional.empty(),
                Jpeg.of(Photograph.of(Photograph.booth(WIDTH, HEIGHT, random), random)
                        .blur(random.nextDouble(0.3, 3))
                        .noise(random.nextDouble(2, 60))
                        .develop()));
    }

    private static String letters(int count, RandomGenerator random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
