package org.zizhu.drivers.receipt.layout;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Graphics2D;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.layout.TypeSetter.Line;

/** Sets a receipt: its parts below each other, ready to be sent. Deterministic; used by one thread. */
public final class ReceiptLayout {

    private static final int WIDTH = Section.WIDTH_DOTS;

    /** About 1.2 m of paper and 700 kB of dots: no receipt is so long, and no caller's mistake eats a whole roll. */
    private static final int LONGEST_DOTS = 10_000;

    /** White above the first line, below the last one, and between groups. */
    private static final int MARGIN_DOTS = 20;

    private static final int GROUP_GAP_DOTS = 14;
    private static final int FIELD_GAP_DOTS = 4;

    /** At the least so much white between a label and its value. */
    private static final int GUTTER_DOTS = 28;

    /** A longer label gets a line of its own, so that its value has room. */
    private static final int LONGEST_LABEL_DOTS = WIDTH * 2 / 5;

    private static final int RULE_DOTS = 2;

    /** 34 mm or so: large enough for a phone held by an unsteady hand. */
    private static final int QR_SIDE_DOTS = 272;

    /** Below, phones have trouble with thermal print. */
    private static final int SMALLEST_MODULE_DOTS = 3;

    private static final int LARGEST_MODULE_DOTS = 8;

    private final TypeSetter type;
    private final List<Section> sections = new ArrayList<>();
    private List<Block> blocks = new ArrayList<>();
    private int heightDots;

    /** Something drawn across the paper. */
    private record Block(int heightDots, Painter painter) {}

    private interface Painter {
        void paint(Graphics2D graphics, int top);
    }

    private ReceiptLayout(ReceiptFonts fonts) throws ReceiptFonts.FontsMissing {
        this.type = new TypeSetter(fonts);
    }

    /**
     * @throws ReceiptFonts.FontsMissing when there are no fonts to set it in
     * @throws GlyphMissing when a character is in none of them
     * @throws TooLong when the receipt, or its QR code, has too much in it
     */
    public static List<Section> of(Receipt receipt, ReceiptFonts fonts)
            throws ReceiptFonts.FontsMissing, GlyphMissing, TooLong {
        ReceiptLayout layout = new ReceiptLayout(fonts);
        layout.gap(MARGIN_DOTS);
        for (Receipt.Part part : receipt.parts()) {
            layout.add(part);
        }
        layout.gap(MARGIN_DOTS);
        layout.endRaster();
        return layout.sections;
    }

    private void add(Receipt.Part part) throws GlyphMissing, TooLong {
        if (part instanceof Receipt.Title title) {
            // A title a little too long is better read smaller than broken.
            boolean fits = type.wrap(title.text(), TextStyle.TITLE, WIDTH).size() == 1;
            centred(title.text(), fits ? TextStyle.TITLE : TextStyle.LONG_TITLE);
            gap(GROUP_GAP_DOTS);
        } else if (part instanceof Receipt.Heading heading) {
            gap(GROUP_GAP_DOTS);
            lines(heading.text(), TextStyle.HEADING);
        } else if (part instanceof Receipt.Paragraph paragraph) {
            lines(paragraph.text(), TextStyle.BODY);
            gap(FIELD_GAP_DOTS);
        } else if (part instanceof Receipt.Field field) {
            field(field.label(), field.value());
            gap(FIELD_GAP_DOTS);
        } else if (part instanceof Receipt.Rule) {
            gap(GROUP_GAP_DOTS);
            block(RULE_DOTS, (graphics, top) -> graphics.fillRect(0, top, WIDTH, RULE_DOTS));
            gap(GROUP_GAP_DOTS);
        } else if (part instanceof Receipt.QrCode qr) {
            gap(MARGIN_DOTS);
            endRaster();
            sections.add(symbol(qr.content()));
            gap(GROUP_GAP_DOTS);
            centred(qr.caption(), TextStyle.CAPTION);
            gap(GROUP_GAP_DOTS);
        }
    }

    private void field(String label, String value) throws GlyphMissing, TooLong {
        Line name = type.line(label.strip(), TextStyle.LABEL);
        int roomBeside = WIDTH - name.widthDots() - GUTTER_DOTS;
        List<Line> whole = type.wrap(value, TextStyle.VALUE, WIDTH);
        boolean beside = name.widthDots() <= LONGEST_LABEL_DOTS;
        List<Line> values = beside ? type.wrap(value, TextStyle.VALUE, roomBeside) : whole;
        if (values.size() > 1 && whole.size() == 1) {
            // A number that would break beside its label is better read whole, below it.
            beside = false;
            values = whole;
        }
        int widest = values.stream().mapToInt(Line::widthDots).max().orElse(0);
        if (!beside && (values.size() > 1 || name.widthDots() + GUTTER_DOTS + widest > WIDTH)) {
            lines(label, TextStyle.LABEL);
        } else {
            overprint(name);
        }
        // Flush right as a block: a single line is right-aligned, a value of several lines reads from a common left
        // edge.
        for (Line line : values) {
            block(line.style().leadingDots, (graphics, top) -> line.draw(graphics, WIDTH - widest, top));
        }
    }

    /** Draws on the line that comes next, without using height. */
    private void overprint(Line line) throws TooLong {
        block(0, (graphics, top) -> line.draw(graphics, 0, top));
    }

    private void lines(String text, TextStyle style) throws GlyphMissing, TooLong {
        for (Line line : type.wrap(text, style, WIDTH)) {
            block(style.leadingDots, (graphics, top) -> line.draw(graphics, 0, top));
        }
    }

    private void centred(String text, TextStyle style) throws GlyphMissing, TooLong {
        for (Line line : balanced(text, style)) {
            block(style.leadingDots, (graphics, top) -> line.draw(graphics, (WIDTH - line.widthDots()) / 2, top));
        }
    }

    /**
     * As few lines as are needed: broken behind its punctuation where that will do, and else about equally long, so that no single
     * character is left over under a long line.
     */
    private List<Line> balanced(String text, TextStyle style) throws GlyphMissing {
        List<Line> widest = type.wrap(text, style, WIDTH);
        List<Line> phrases = type.wrap(text.replaceAll("(?<=[：，；])", "\n"), style, WIDTH);
        if (phrases.size() == widest.size()) {
            return phrases;
        }
        List<Line> best = widest;
        for (int width = WIDTH - style.sizeDots; width > WIDTH / 3; width -= style.sizeDots) {
            List<Line> narrower = type.wrap(text, style, width);
            if (narrower.size() > widest.size()) {
                break;
            }
            best = narrower;
        }
        return best;
    }

    private void gap(int dots) throws TooLong {
        block(dots, (graphics, top) -> {});
    }

    private void block(int dots, Painter painter) throws TooLong {
        heightDots += dots;
        if (heightDots > LONGEST_DOTS) {
            throw new TooLong();
        }
        blocks.add(new Block(dots, painter));
    }

    private void endRaster() {
        DotCanvas canvas =
                new DotCanvas(blocks.stream().mapToInt(Block::heightDots).sum());
        int top = 0;
        for (Block block : blocks) {
            block.painter.paint(canvas.graphics(), top);
            top += block.heightDots;
        }
        sections.add(canvas.raster());
        blocks = new ArrayList<>();
    }

    private static Section.QrSymbol symbol(String content) throws TooLong {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        try {
            // The printer encodes by itself; this only foretells how many modules the data needs.
            int modules = Encoder.encode(new String(data, StandardCharsets.ISO_8859_1), ErrorCorrectionLevel.M)
                    .getVersion()
                    .getDimensionForVersion();
            int module = Math.max(SMALLEST_MODULE_DOTS, Math.min(LARGEST_MODULE_DOTS, QR_SIDE_DOTS / modules));
            if (modules * module > WIDTH) {
                throw new TooLong();
            }
            return new Section.QrSymbol(data, module);
        } catch (WriterException e) {
            throw new TooLong();
        }
    }
}
