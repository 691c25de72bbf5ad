package org.zizhu.kiosk.screen;

/**
 * How this citizen wants to see things. Chosen by touch on any screen, gone with the visit.
 *
 * @param largeType 关怀版: captions from 36 px, fewer things at once
 * @param highContrast dark ground, contrast of at least 7:1
 * @param lowReach everything that is touched stays in the lower half of a portrait screen (wheelchair)
 */
public record Presentation(Language language, boolean largeType, boolean highContrast, boolean lowReach) {
    public static final Presentation USUAL = new Presentation(Language.CHINESE, false, false, false);

    public Presentation language(Language other) {
        return new Presentation(other, largeType, highContrast, lowReach);
    }

    public Presentation largeType(boolean on) {
        return new Presentation(language, on, highContrast, lowReach);
    }

    public Presentation highContrast(boolean on) {
        return new Presentation(language, largeType, on, lowReach);
    }

    public Presentation lowReach(boolean on) {
        return new Presentation(language, largeType, highContrast, on);
    }
}
