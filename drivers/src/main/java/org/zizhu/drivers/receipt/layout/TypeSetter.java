package org.zizhu.drivers.receipt.layout;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks text into lines and lines into runs of one font each, so that every character is drawn by a font that has it. */
final class TypeSetter {

    private static final FontRenderContext DOTS = new FontRenderContext(null, true, true);

    /** What the thin faces are thickened by, all round, so that a thermal head does not lose their strokes. */
    private static final BasicStroke THICKENING = new BasicStroke(1.2f);

    private final ReceiptFonts.Faces faces;

    TypeSetter(ReceiptFonts fonts) throws ReceiptFonts.FontsMissing {
        this.faces = fonts.faces();
    }

    /** One line of text, ready to be drawn. */
    record Line(List<Run> runs, TextStyle style, int widthDots) {

        /** Draws with its left end at {@code x}, in a line box whose top is at {@code top}. */
        void draw(Graphics2D graphics, int x, int top) {
            // The em box of Chinese type reaches 0.88 of its height above the baseline (Noto Sans CJK, table OS/2).
            int baseline = top + (style.leadingDots - style.sizeDots) / 2 + Math.round(style.sizeDots * 0.88f);
            float at = x;
            for (Run run : runs) {
                graphics.drawGlyphVector(run.glyphs, at, baseline);
                if (run.thin) {
                    graphics.setStroke(THICKENING);
                    graphics.draw(run.glyphs.getOutline(at, baseline));
                }
                at += run.width();
            }
        }
    }

    /** Neighbouring characters of one font. */
    private record Run(GlyphVector glyphs, boolean thin) {
        float width() {
            return (float) glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
        }
    }

    /** Breaks where Chinese and Latin text may be broken (UAX #14), and inside a word only where it is longer than a line. */
    List<Line> wrap(String text, TextStyle style, int widthDots) throws GlyphMissing {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R", -1)) {
            String rest = paragraph.replace('\t', ' ').strip();
            Line whole = line(rest, style);
            while (whole.widthDots > widthDots) {
                int end = breakAt(rest, style, widthDots);
                lines.add(line(rest.substring(0, end).strip(), style));
                rest = rest.substring(end).strip();
                whole = line(rest, style);
            }
            lines.add(whole);
        }
        return lines;
    }

    Line line(String text, TextStyle style) throws GlyphMissing {
        Font sans = style.bold ? faces.bold() : faces.regular();
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Font runFont = sans;
        for (int codePoint : text.codePoints().filter(c -> !invisible(c)).toArray()) {
            Font font = fontOf(codePoint, sans);
            if (!font.equals(runFont) && !run.isEmpty()) {
                runs.add(new Run(glyphs(run, runFont, style), !runFont.equals(sans)));
                run.setLength(0);
            }
            runFont = font;
            run.appendCodePoint(codePoint);
        }
        if (!run.isEmpty()) {
            runs.add(new Run(glyphs(run, runFont, style), !runFont.equals(sans)));
        }
        double width = runs.stream().mapToDouble(Run::width).sum();
        return new Line(runs, style, (int) Math.ceil(width));
    }

    /** The last allowed break that still fits; inside the first word when that alone is too long. Always moves on. */
    private int breakAt(String text, TextStyle style, int widthDots) throws GlyphMissing {
        int fits = lastThatFits(BreakIterator.getLineInstance(Locale.SIMPLIFIED_CHINESE), text, style, widthDots);
        if (fits == 0) {
            BreakIterator characters = BreakIterator.getCharacterInstance(Locale.SIMPLIFIED_CHINESE);
            fits = lastThatFits(characters, text, style, widthDots);
            if (fits == 0) {
                fits = characters.following(0);
            }
        }
        return fits;
    }

    private int lastThatFits(BreakIterator breaks, String text, TextStyle style, int widthDots) throws GlyphMissing {
        breaks.setText(text);
        int fits = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (line(text.substring(0, end).strip(), style).widthDots > widthDots) {
                break;
            }
            fits = end;
        }
        return fits;
    }

    private static GlyphVector glyphs(StringBuilder run, Font font, TextStyle style) {
        return font.deriveFont((float) style.sizeDots).createGlyphVector(DOTS, run.toString());
    }

    private Font fontOf(int codePoint, Font sans) throws GlyphMissing {
        // What a private use character means is agreed on nowhere: a font's glyph for it may be another person's name.
        if (Character.getType(codePoint) != Character.PRIVATE_USE && !Character.isISOControl(codePoint)) {
            if (sans.canDisplay(codePoint)) {
                return sans;
            }
            for (Font font : faces.rare()) {
                if (font.canDisplay(codePoint)) {
                    return font;
                }
            }
        }
        throw new GlyphMissing();
    }

    /** Joiners, direction marks and variation selectors have no glyph of their own. */
    private static boolean invisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
