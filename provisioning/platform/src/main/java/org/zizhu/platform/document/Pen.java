package org.zizhu.platform.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Knows the fonts of one document: measures text, and breaks it into runs of one font each. Fonts are embedded as the subset that
 * is used.
 */
final class Pen {

    static final float POINTS_PER_MM = 72f / 25.4f;

    /** A character that no font has: the document must not be issued. */
    static final class NoGlyph extends IOException {
        private final int codePoint;

        NoGlyph(int codePoint) {
            super("no font has a character of this document");
            this.codePoint = codePoint;
        }

        int codePoint() {
            return codePoint;
        }
    }

    /** Text in one font. */
    record Run(PDFont font, String text) {
        @Override
        public String toString() {
            return "Run[" + text.length() + "]";
        }
    }

    private final PDDocument document;
    private final Typefaces typefaces;
    private final Map<Typefaces.Face, PDFont> embedded = new HashMap<>();

    Pen(PDDocument document, Typefaces typefaces) {
        this.document = document;
        this.typefaces = typefaces;
    }

    List<Run> runs(String text, boolean heavy) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        PDFont font = null;
        for (int codePoint : text.codePoints().toArray()) {
            PDFont next = font(typefaces.forCharacter(codePoint, heavy).orElseThrow(() -> new NoGlyph(codePoint)));
            if (font != null && !next.equals(font)) {
                runs.add(new Run(font, current.toString()));
                current.setLength(0);
            }
            font = next;
            current.appendCodePoint(codePoint);
        }
        if (font != null) {
            runs.add(new Run(font, current.toString()));
        }
        return runs;
    }

    float widthMm(String text, float points, boolean heavy) throws IOException {
        float width = 0;
        for (Run run : runs(text, heavy)) {
            width += run.font.getStringWidth(run.text) / 1000 * points;
        }
        return width / POINTS_PER_MM;
    }

    /** The largest size, from the wanted one downwards in half points, at which the text is not wider than the room. */
    float fitting(String text, float wantedPoints, float roomMm, boolean heavy) throws IOException {
        float points = wantedPoints;
        while (points > 5 && widthMm(text, points, heavy) > roomMm) {
            points -= 0.5f;
        }
        return points;
    }

    /** Breaks text into lines: anywhere between Chinese characters, between words in Latin script, never before a closing mark. */
    List<String> lines(String text, float points, float roomMm) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : text.split("(?<=[\\p{IsHan}，。；：）]|\\s)(?![，。；：）])", -1)) {
            if (line.length() > 0 && widthMm((line + piece).stripTrailing(), points, false) > roomMm) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    private PDFont font(Typefaces.Face face) throws IOException {
        PDFont known = embedded.get(face);
        if (known != null) {
            return known;
        }
        PDFont font = PDType0Font.load(document, face.font(), true);
        embedded.put(face, font);
        return font;
    }
}
