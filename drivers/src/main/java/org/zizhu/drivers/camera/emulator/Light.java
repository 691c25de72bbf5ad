package org.zizhu.drivers.camera.emulator;

/**
 * In what light, through what lens and on what a code is seen. Brightness counts from 0 to 255.
 *
 * @param black what is black shows as this
 * @param white what is white shows as this
 * @param blurPixels the lens is out of focus by this much (σ)
 * @param motionPixels how far the hand moved while the picture was taken
 * @param motionDegrees which way
 * @param noise of the sensor (σ)
 * @param glare how much brighter a lamp's reflection on it is
 * @param shadow the share of light that a shadow across it takes away
 * @param moire the share of light that the pixels of a phone's screen take away and give
 * @param inverted white on black, as dark themes of apps have it
 * @param phone on a phone's screen instead of on paper
 */
public record Light(
        double black,
        double white,
        double blurPixels,
        double motionPixels,
        double motionDegrees,
        double noise,
        double glare,
        double shadow,
        double moire,
        boolean inverted,
        boolean phone) {

    /** A well-lit hall, a clean lens, a steady hand, paper. */
    public static final Light GOOD = new Light(40, 215, 0.7, 0, 0, 3, 0, 0, 0, false, false);

    public Light contrast(double black, double white) {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, noise, glare, shadow, moire, inverted, phone);
    }

    public Light blurred(double pixels) {
        return new Light(
                black, white, pixels, motionPixels, motionDegrees, noise, glare, shadow, moire, inverted, phone);
    }

    public Light moved(double pixels, double degrees) {
        return new Light(black, white, blurPixels, pixels, degrees, noise, glare, shadow, moire, inverted, phone);
    }

    public Light noisy(double sigma) {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, sigma, glare, shadow, moire, inverted, phone);
    }

    public Light glaring(double brighter) {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, noise, brighter, shadow, moire, inverted, phone);
    }

    public Light shadowed(double share) {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, noise, glare, share, moire, inverted, phone);
    }

    public Light onPhone(double moire) {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, noise, glare, shadow, moire, inverted, true);
    }

    public Light invert() {
        return new Light(
                black, white, blurPixels, motionPixels, motionDegrees, noise, glare, shadow, moire, true, phone);
    }
}
