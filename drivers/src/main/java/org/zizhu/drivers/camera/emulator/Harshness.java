package org.zizhu.drivers.camera.emulator;

import java.util.random.RandomGenerator;

/** What makes a code hard to read, each from somewhat to beyond what can be read. */
public enum Harshness {
    PERSPECTIVE,
    BLUR,
    MOTION,
    NOISE,
    LOW_CONTRAST,
    GLARE,
    SHADOW,
    INVERTED,
    SMALL,
    LARGE,
    ROTATED,
    PHONE,
    /** Some of each at once, as it is in a hall. */
    MIXED;

    /** How such a code is held, in a picture of 1280×720. */
    Pose pose(ModuleGrid code, RandomGenerator random) {
        double fitting = 560.0 / (code.size() + 14);
        double module =
                switch (this) {
                    case SMALL -> random.nextDouble(1.6, 3.2);
                    case LARGE -> fitting * random.nextDouble(1.0, 1.18);
                    default -> Math.min(fitting, random.nextDouble(3.2, 7));
                };
        double tilt =
                switch (this) {
                    case PERSPECTIVE -> random.nextDouble(25, 62);
                    case MIXED -> random.nextDouble(0, 35);
                    default -> random.nextDouble(0, 14);
                };
        double towards = random.nextDouble(2 * Math.PI);
        double roll =
                switch (this) {
                    case ROTATED -> random.nextDouble(-180, 180);
                    case MIXED -> random.nextDouble(-45, 45);
                    default -> random.nextDouble(-12, 12);
                };
        double spread = this == LARGE ? 0.01 : 0.1;
        return Pose.straight(module)
                .at(0.5 + random.nextDouble(-spread, spread), 0.5 + random.nextDouble(-spread, spread) / 2)
                .turned(tilt * Math.cos(towards), tilt * Math.sin(towards), roll);
    }

    /** In what light. */
    Light light(Pose pose, RandomGenerator random) {
        double module = pose.modulePixels();
        Light usual = Light.GOOD.blurred(random.nextDouble(0.5, 1.1)).noisy(random.nextDouble(2, 6));
        return switch (this) {
            case PERSPECTIVE, SMALL, LARGE -> usual;
            case ROTATED -> usual.blurred(module * random.nextDouble(0.2, 0.5));
            case BLUR -> usual.blurred(module * random.nextDouble(0.35, 0.8));
            case MOTION -> usual.moved(module * random.nextDouble(0.8, 2.6), random.nextDouble(180));
            case NOISE -> usual.noisy(random.nextDouble(25, 85));
            case LOW_CONTRAST -> {
                double black = random.nextDouble(60, 150);
                yield usual.contrast(black, black + random.nextDouble(15, 60)).noisy(random.nextDouble(2, 7));
            }
            case GLARE -> usual.glaring(random.nextDouble(90, 330));
            case SHADOW -> usual.shadowed(random.nextDouble(0.5, 0.88)).blurred(module * random.nextDouble(0.2, 0.5));
            case INVERTED ->
                usual.invert().onPhone(random.nextDouble(0, 0.25)).blurred(module * random.nextDouble(0.2, 0.6));
            case PHONE ->
                usual.onPhone(random.nextDouble(0.2, 0.8))
                        .contrast(random.nextDouble(20, 60), random.nextDouble(200, 250))
                        .blurred(random.nextDouble(0.4, 0.9));
            case MIXED -> mixed(usual, module, random);
        };
    }

    private static Light mixed(Light usual, double module, RandomGenerator random) {
        double black = random.nextDouble(30, 110);
        Light light = usual.contrast(black, black + random.nextDouble(50, 140))
                .blurred(module * random.nextDouble(0.2, 0.5))
                .noisy(random.nextDouble(3, 18))
                .moved(module * random.nextDouble(0, 0.8), random.nextDouble(180))
                .shadowed(random.nextDouble(0, 0.6))
                .glaring(random.nextDouble(0, 90));
        light = random.nextInt(2) == 0 ? light.onPhone(random.nextDouble(0, 0.3)) : light;
        return random.nextInt(5) == 0 ? light.invert() : light;
    }
}
