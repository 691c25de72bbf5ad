package org.zizhu.platform.document;

import java.io.IOException;

/**
 * The round red seal of an office: its name along the ring, a five-pointed star, and below it what the seal is for. The text of a seal
 * here always says that it is a specimen.
 */
final class Seal {

    /** Seals of offices below the state council measure 42 mm (国发〔1999〕25号). */
    private static final float RADIUS_MM = 21;

    private static final float RING_MM = 1.2f;
    private static final float STAR_MM = 7;
    private static final Sheet.Lettering NAME = new Sheet.Lettering(15, true, Sheet.Ink.SEAL);
    private static final Sheet.Lettering PURPOSE = new Sheet.Lettering(10.5f, true, Sheet.Ink.SEAL);
    /** The name leaves the bottom of the ring free. */
    private static final double WIDEST_ARC = Math.toRadians(262);

    private static final double PER_CHARACTER = Math.toRadians(20);

    private Seal() {}

    static void stamp(Sheet sheet, String office, float x, float y) throws IOException {
        sheet.ring(x, y, RADIUS_MM - RING_MM / 2, RING_MM, Sheet.Ink.SEAL);
        star(sheet, x, y);
        String[] characters = office.codePoints().mapToObj(Character::toString).toArray(String[]::new);
        double step = Math.min(PER_CHARACTER, WIDEST_ARC / (characters.length - 1));
        float middle = RADIUS_MM - RING_MM - 3.9f;
        for (int i = 0; i < characters.length; i++) {
            double angle = (i - (characters.length - 1) / 2.0) * step;
            sheet.turned(
                    characters[i],
                    x + (float) (middle * Math.sin(angle)),
                    y - (float) (middle * Math.cos(angle)),
                    angle,
                    NAME);
        }
        sheet.text("业务专用章", x, y + 13.2f, PURPOSE, Sheet.Anchor.MIDDLE);
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
