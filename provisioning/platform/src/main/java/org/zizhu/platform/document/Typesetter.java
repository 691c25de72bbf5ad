package org.zizhu.platform.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zizhu.platform.document.Sheet.Anchor;
import org.zizhu.platform.document.Sheet.Ink;
import org.zizhu.platform.document.Sheet.Lettering;

/**
 * Sets a paper on A4 pages: head with title and verification code on each, the facts, the table over as many pages as it takes, and on the
 * last page the statement with the seal. All places in millimetres.
 */
final class Typesetter {

    private static final float LEFT = 22;
    private static final float RIGHT = Sheet.WIDTH_MM - 22;
    private static final float FOOT = 286;
    private static final float TEXT_END = 277;
    private static final float QR_SIZE = 25;
    private static final float HEAD_END = 50;
    private static final float FACT_HEIGHT = 8.8f;
    private static final float[] FACT_WIDTHS = {24, 77, 24, 41};
    private static final float FACTS_GAP = 3;
    private static final float TABLE_TITLE = 9;
    private static final float ROW_HEIGHT = 6.9f;
    /** Space between a cell's edge and its text. */
    private static final float PADDING = 2.2f;
    /** Room that statement, seal and notes take at the end. */
    private static final float CLOSING_HEIGHT = 74;
    /** Left of the seal. */
    private static final float NOTES_WIDTH = 100;
    /** The last page carries at least so many lines, so that the seal never stands on a page of its own. */
    private static final int LINES_WITH_SEAL = 3;

    private static final Lettering TITLE = new Lettering(23, true, Ink.BLACK);
    private static final Lettering SUBTITLE = new Lettering(10.5f, false, Ink.GREY);
    private static final Lettering VALUE = new Lettering(11, false, Ink.BLACK);
    private static final Lettering LABEL = new Lettering(10.5f, false, Ink.GREY);
    private static final Lettering CELL = new Lettering(9, false, Ink.BLACK);
    private static final Lettering CELL_HEAD = new Lettering(9.5f, true, Ink.BLACK);
    private static final Lettering HEADING = new Lettering(11, true, Ink.BLACK);
    private static final Lettering SMALL = new Lettering(8.5f, false, Ink.GREY);
    private static final Lettering BODY = new Lettering(11, false, Ink.BLACK);

    private final Order order;
    private final Paper paper;
    private final PDDocument document;
    private final Pen pen;

    private Typesetter(Order order, PDDocument document, Pen pen) {
        this.order = order;
        this.paper = Wording.of(order);
        this.document = document;
        this.pen = pen;
    }

    static void set(Order order, PDDocument document, Pen pen) throws IOException {
        new Typesetter(order, document, pen).pages();
    }

    private void pages() throws IOException {
        List<List<List<String>>> pages = split();
        for (int i = 0; i < pages.size(); i++) {
            try (Sheet sheet = new Sheet(document, pen)) {
                head(sheet);
                // Every sheet says whose it is, for sheets get parted.
                float y = facts(sheet, i == 0 ? paper.facts() : List.of(paper.holder())) + FACTS_GAP;
                boolean last = i == pages.size() - 1;
                y = table(sheet, y, pages.get(i), last);
                if (last) {
                    closing(sheet, y);
                }
                foot(sheet, i + 1, pages.size());
            }
        }
    }

    /** Which lines of the table go on which page. */
    private List<List<List<String>>> split() {
        List<List<List<String>>> pages = new ArrayList<>();
        int from = 0;
        int all = paper.rows().size();
        while (true) {
            float top = HEAD_END
                    + (pages.isEmpty() ? paper.facts().size() : 1) * FACT_HEIGHT
                    + FACTS_GAP
                    + TABLE_TITLE
                    + ROW_HEIGHT;
            // The last page also has the line of totals.
            int withSeal = (int) ((TEXT_END - CLOSING_HEIGHT - top) / ROW_HEIGHT) - 1;
            if (all - from <= withSeal) {
                pages.add(paper.rows().subList(from, all));
                return pages;
            }
            int full = (int) ((TEXT_END - top) / ROW_HEIGHT);
            int to = Math.min(from + full, all - LINES_WITH_SEAL);
            pages.add(paper.rows().subList(from, to));
            from = to;
        }
    }

    private void head(Sheet sheet) throws IOException {
        sheet.text(order.type().title().zh(), Sheet.WIDTH_MM / 2, 26.5f, TITLE, Anchor.MIDDLE);
        sheet.text(order.type().title().en(), Sheet.WIDTH_MM / 2, 33, SUBTITLE, Anchor.MIDDLE);
        QrSquare.draw(sheet, order.qr(), RIGHT - QR_SIZE, 13, QR_SIZE);
        sheet.line(LEFT, 40, RIGHT, 40, 0.9f, Ink.SEAL);
        sheet.line(LEFT, 41.2f, RIGHT, 41.2f, 0.25f, Ink.SEAL);
        sheet.text("编号 No. " + order.number(), LEFT, 46.4f, SMALL, Anchor.LEFT);
        sheet.text("防伪码 " + VerificationCode.grouped(order.code()), RIGHT, 46.4f, SMALL, Anchor.RIGHT);
    }

    private float facts(Sheet sheet, List<List<Paper.Fact>> rows) throws IOException {
        float y = HEAD_END;
        for (List<Paper.Fact> row : rows) {
            float x = LEFT;
            for (int i = 0; i < row.size(); i++) {
                float labelWidth = FACT_WIDTHS[2 * i];
                float valueWidth = FACT_WIDTHS[2 * i + 1];
                sheet.box(x, y, labelWidth, FACT_HEIGHT, Ink.SHADE);
                float base = y + FACT_HEIGHT / 2 + 1.4f;
                sheet.text(row.get(i).label(), x + PADDING, base, LABEL, Anchor.LEFT);
                String value = row.get(i).value();
                float points = pen.fitting(value, VALUE.points(), valueWidth - 2 * PADDING, false);
                sheet.text(value, x + labelWidth + PADDING, base, VALUE.sized(points), Anchor.LEFT);
                x += labelWidth + valueWidth;
            }
            y += FACT_HEIGHT;
        }
        grid(sheet, HEAD_END, y, FACT_HEIGHT, FACT_WIDTHS);
        return y;
    }

    private float table(Sheet sheet, float top, List<List<String>> rows, boolean withTotal) throws IOException {
        sheet.text(paper.tableTitle(), LEFT, top + 6, HEADING, Anchor.LEFT);
        sheet.text(paper.unit(), RIGHT, top + 6, SMALL, Anchor.RIGHT);
        float start = top + TABLE_TITLE;
        float y = start;
        sheet.box(LEFT, y, RIGHT - LEFT, ROW_HEIGHT, Ink.SHADE);
        y = row(sheet, y, paper.columns().stream().map(Paper.Column::title).toList(), CELL_HEAD, true);
        for (List<String> cells : rows) {
            y = row(sheet, y, cells, CELL, false);
        }
        if (withTotal) {
            sheet.box(LEFT, y, RIGHT - LEFT, ROW_HEIGHT, Ink.SHADE);
            y = row(sheet, y, paper.total(), CELL_HEAD, false);
        }
        float[] widths = new float[paper.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = paper.columns().get(i).widthMm();
        }
        grid(sheet, start, y, ROW_HEIGHT, widths);
        return y;
    }

    private float row(Sheet sheet, float y, List<String> cells, Lettering type, boolean centred) throws IOException {
        float x = LEFT;
        for (int i = 0; i < cells.size(); i++) {
            Paper.Column column = paper.columns().get(i);
            Anchor anchor = centred ? Anchor.MIDDLE : column.anchor();
            float at = anchor == Anchor.LEFT
                    ? x + PADDING
                    : anchor == Anchor.MIDDLE ? x + column.widthMm() / 2 : x + column.widthMm() - PADDING;
            float points = pen.fitting(cells.get(i), type.points(), column.widthMm() - 2 * PADDING, type.heavy());
            sheet.text(cells.get(i), at, y + ROW_HEIGHT / 2 + 1.2f, type.sized(points), anchor);
            x += column.widthMm();
        }
        return y + ROW_HEIGHT;
    }

    private static void grid(Sheet sheet, float top, float bottom, float step, float[] widths) throws IOException {
        int lines = Math.round((bottom - top) / step);
        for (int i = 0; i <= lines; i++) {
            float heavy = i == 0 || i == lines ? 0.35f : 0.15f;
            sheet.line(LEFT, top + i * step, RIGHT, top + i * step, heavy, Ink.LINE);
        }
        float x = LEFT;
        sheet.line(x, top, x, bottom, 0.35f, Ink.LINE);
        for (float width : widths) {
            x += width;
            sheet.line(x, top, x, bottom, Math.abs(x - RIGHT) < 0.01f ? 0.35f : 0.15f, Ink.LINE);
        }
    }

    /** The seal goes over the date (骑年盖月); it is drawn first, so that the date stays readable. */
    private void closing(Sheet sheet, float top) throws IOException {
        float y = top + 9;
        for (String paragraph : paper.statement()) {
            Lettering type = paragraph.equals(paper.statement().get(0)) ? BODY : SMALL.sized(9.5f);
            for (String line : pen.lines(paragraph, type.points(), RIGHT - LEFT)) {
                sheet.text(line, LEFT, y, type, Anchor.LEFT);
                y += 5.6f;
            }
        }
        float middle = RIGHT - 34;
        float sealY = y + 29;
        Seal.stamp(sheet, order.issuer(), middle, sealY);
        sheet.text(order.issuer(), middle, sealY - Seal.RADIUS_MM - 2.5f, BODY, Anchor.MIDDLE);
        sheet.text(Wording.day(order.day()), middle, sealY + Seal.DATE_MM, BODY, Anchor.MIDDLE);
        float noteY = sealY - 11;
        for (String note : paper.notes()) {
            for (String line : pen.lines(note, SMALL.points(), NOTES_WIDTH)) {
                sheet.text(line, LEFT, noteY, SMALL, Anchor.LEFT);
                noteY += 4.6f;
            }
        }
    }

    private void foot(Sheet sheet, int page, int of) throws IOException {
        sheet.line(LEFT, FOOT - 5, RIGHT, FOOT - 5, 0.15f, Ink.LINE);
        sheet.text("示范样本，不具法律效力 · Specimen of a sandbox city, without legal effect", LEFT, FOOT, SMALL, Anchor.LEFT);
        sheet.text("第 " + page + " 页 共 " + of + " 页", RIGHT, FOOT, SMALL, Anchor.RIGHT);
    }
}
