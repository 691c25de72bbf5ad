package org.zizhu.platform.document;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** One A4 page that is being drawn. Places are millimetres from the top left corner; text stands on its baseline. */
final class Sheet implements AutoCloseable {

    /** A colour of sRGB, each part 0 to 1. */
    record Ink(float red, float green, float blue) {
        static final Ink BLACK = new Ink(0.08f, 0.08f, 0.1f);
        static final Ink GREY = new Ink(0.38f, 0.4f, 0.43f);
        static final Ink LINE = new Ink(0.62f, 0.64f, 0.67f);
        static final Ink SHADE = new Ink(0.955f, 0.955f, 0.945f);
        static final Ink SEAL = new Ink(0.82f, 0.07f, 0.09f);
    }

    /** Which edge or middle of the text a place means. */
    enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }

    /** How text looks. */
    record Lettering(float points, boolean heavy, Ink ink) {
        Lettering sized(float newPoints) {
            return new Lettering(newPoints, heavy, ink);
        }
    }

    static final float WIDTH_MM = 210;
    static final float HEIGHT_MM = 297;

    private final Pen pen;
    private final PDPageContentStream stream;
    private final float heightPoints;

    Sheet(PDDocument document, Pen pen) throws IOException {
        this(document, pen, PDRectangle.A4);
    }

    /** A sheet that lies on its long side. */
    static Sheet across(PDDocument document, Pen pen) throws IOException {
        float wide = PDRectangle.A4.getHeight();
        float high = PDRectangle.A4.getWidth();
        return new Sheet(document, pen, new PDRectangle(wide, high));
    }

    private Sheet(PDDocument document, Pen pen, PDRectangle size) throws IOException {
        PDPage page = new PDPage(size);
        document.addPage(page);
        this.heightPoints = size.getHeight();
        this.pen = pen;
        this.stream = new PDPageContentStream(document, page);
    }

    void text(String text, float x, float y, Lettering type, Anchor anchor) throws IOException {
        float width = anchor == Anchor.LEFT ? 0 : pen.widthMm(text, type.points, type.heavy);
        float left = anchor == Anchor.RIGHT ? x - width : anchor == Anchor.MIDDLE ? x - width / 2 : x;
        show(text, type, Matrix.getTranslateInstance(across(left), up(y)));
    }

    /** One character, its middle at the place, turned clockwise by the angle, and narrowed to so much of its width. */
    void turned(String character, float x, float y, double radians, float narrowed, Lettering type) throws IOException {
        float half = pen.widthMm(character, type.points, type.heavy) / 2 * Pen.POINTS_PER_MM;
        Matrix place = Matrix.getTranslateInstance(across(x), up(y));
        place.rotate(-radians);
        place.scale(narrowed, 1);
        // The middle of a Chinese character lies about 0.36 em above its baseline.
        place.translate(-half, -0.36f * type.points);
        show(character, type, place);
    }

    void line(float x1, float y1, float x2, float y2, float widthMm, Ink ink) throws IOException {
        stream.setStrokingColor(ink.red, ink.green, ink.blue);
        stream.setLineWidth(widthMm * Pen.POINTS_PER_MM);
        stream.moveTo(across(x1), up(y1));
        stream.lineTo(across(x2), up(y2));
        stream.stroke();
    }

    void box(float x, float y, float width, float height, Ink ink) throws IOException {
        stream.setNonStrokingColor(ink.red, ink.green, ink.blue);
        stream.addRect(across(x), up(y + height), width * Pen.POINTS_PER_MM, height * Pen.POINTS_PER_MM);
        stream.fill();
    }

    void ring(float x, float y, float radius, float widthMm, Ink ink) throws IOException {
        // A quarter of a circle as a Bézier curve.
        float bend = radius * 0.5523f;
        stream.setStrokingColor(ink.red, ink.green, ink.blue);
        stream.setLineWidth(widthMm * Pen.POINTS_PER_MM);
        stream.moveTo(across(x + radius), up(y));
        curve(x + radius, y - bend, x + bend, y - radius, x, y - radius);
        curve(x - bend, y - radius, x - radius, y - bend, x - radius, y);
        curve(x - radius, y + bend, x - bend, y + radius, x, y + radius);
        curve(x + bend, y + radius, x + radius, y + bend, x + radius, y);
        stream.closeAndStroke();
    }

    /** A filled outline, given as x, y, x, y … */
    void polygon(float[] points, Ink ink) throws IOException {
        stream.setNonStrokingColor(ink.red, ink.green, ink.blue);
        stream.moveTo(across(points[0]), up(points[1]));
        for (int i = 2; i < points.length; i += 2) {
            stream.lineTo(across(points[i]), up(points[i + 1]));
        }
        stream.closePath();
        stream.fill();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private void show(String text, Lettering type, Matrix place) throws IOException {
        stream.beginText();
        stream.setNonStrokingColor(type.ink.red, type.ink.green, type.ink.blue);
        stream.setTextMatrix(place);
        for (Pen.Run run : pen.runs(text, type.heavy)) {
            stream.setFont(run.font(), type.points);
            stream.showText(run.text());
        }
        stream.endText();
    }

    private void curve(float x1, float y1, float x2, float y2, float x3, float y3) throws IOException {
        stream.curveTo(across(x1), up(y1), across(x2), up(y2), across(x3), up(y3));
    }

    private static float across(float millimetres) {
        return millimetres * Pen.POINTS_PER_MM;
    }

    private float up(float millimetresFromTop) {
        return heightPoints - millimetresFromTop * Pen.POINTS_PER_MM;
    }
}
