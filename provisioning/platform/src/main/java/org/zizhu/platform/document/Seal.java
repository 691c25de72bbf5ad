package org.zizhu.platform.document;

import java.io.IOException;

/**
 * The round red seal of an office: its name along the ring, a five-pointed star, and below it what the seal is for. Between star and
 * purpose there is room for a date.
 */
final class Seal {

    /** Seals of offices below the state council measure 42 mm (国发〔1999〕25号). */
    static final float RADIUS_MM = 21;

    /** Where the baseline of a date fits, below the middle. */
    static final float DATE_MM = 9.7f;

    private static final float RING_MM = 1.2f;
    private static final float STAR_MM = 6.6f;
    private static final Sheet.Lettering NAME = new Sheet.Lettering(15.5f, true, Sheet.Ink.SEAL);
    private static final Sheet.Lettering PURPOSE = new Sheet.Lettering(10, true, Sheet.Ink.SEAL);
    /** Characters on a seal are tall and narrow. */
    private static final float NARROWED = 0.78f;

    /** The name stays above the date. */
    private static final double WIDEST_ARC = Math.toRadians(206);

    private static final double PER_CHARACTER = Math.toRadians(17);

    private Seal() {}

    static void stamp(Sheet sheet, String office, float x, float y) throws IOException {
        sheet.ring(x, y, RADIUS_MM - RING_MM / 2, RING_MM, Sheet.Ink.SEAL);
        star(sheet, x, y - 1);
        String[] characters = office.codePoints().mapToObj(Character::toString).toArray(String[]::new);
        double step = Math.min(PER_CHARACTER, WIDEST_ARC / (characters.length - 1));
        float middle = RADIUS_MM - RING_MM - 3.7f;
        for (int i = 0; i < characters.length; i++) {
            double angle = (i - (characters.length - 1) / 2.0) * step;
            sheet.turned(
                    characters[i],
                    x + (float) (middle * Math.sin(angle)),
                    y - (float) (middle * Math.cos(angle)),
                    angle,
                    NARROWED,
                    NAME);
        }
        sheet.text("业务专用章", x, y + 15.4f, PURPOSE, Sheet.Anchor.MIDDLE);
    }

    private static void star(Sheet sheet, float x, float y) throws IOException {
        float[] points = new float[20];
        for (int i = 0; i < 10; i++) {
            // The inner corners of a regular pentagram lie at 0.382 of its radius.
            double radius = i % 2 == 0 ? STAR_MM : STAR_MM * 0.382;
            points[2 * i] = x + (float) (radius * Math.sin(i * Math.PI / 5));
            points[2 * i + 1] = y - (float) (radius * Math.cos(i * Math.PI / 5));
        }
        sheet.polygon(points, Sheet.Ink.SEAL);
    }
}
