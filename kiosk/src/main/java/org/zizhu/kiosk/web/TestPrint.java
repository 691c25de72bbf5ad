package org.zizhu.kiosk.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.zizhu.drivers.receipt.Receipt;

/** What field staff print to see that a printer prints: margins, steps of grey, and where it comes from. Nothing of a citizen. */
final class TestPrint {

    private static final float POINTS_PER_MILLIMETRE = 72 / 25.4f;
    private static final float MARGIN = 10 * POINTS_PER_MILLIMETRE;
    private static final int GREYS = 8;

    private TestPrint() {}

    /**
     * One page A4: a frame 10 mm from each edge, a bar from black to white, two lines of words.
     *
     * @param terminal the unit's identity
     * @param time as it is to be printed
     */
    static byte[] page(String terminal, String time) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
            float height = PDRectangle.A4.getHeight() - 2 * MARGIN;
            try (PDPageContentStream pen = new PDPageContentStream(document, page)) {
                pen.addRect(MARGIN, MARGIN, width, height);
                pen.stroke();
                float step = (width - 2 * MARGIN) / GREYS;
                for (int i = 0; i < GREYS; i++) {
                    pen.setNonStrokingColor((float) i / (GREYS - 1));
                    pen.addRect(2 * MARGIN + i * step, PDRectangle.A4.getHeight() / 2, step, 2 * MARGIN);
                    pen.fill();
                }
                pen.setNonStrokingColor(0f);
                line(pen, 24, 3 * MARGIN, "Test page");
                line(pen, 12, 4 * MARGIN, terminal + "   " + time);
            }
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a page in memory can't be written", e);
        }
    }

    private static void line(PDPageContentStream pen, float size, float fromTop, String words) throws IOException {
        pen.beginText();
        pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
        pen.newLineAtOffset(2 * MARGIN, PDRectangle.A4.getHeight() - MARGIN - fromTop);
        pen.showText(words);
        pen.endText();
    }

    /** The same for a roll. */
    static Receipt receipt(String terminal, String time) {
        return new Receipt(List.of(
                new Receipt.Title("测试凭条 Test receipt"),
                new Receipt.Rule(),
                new Receipt.Field("终端 Unit", terminal),
                new Receipt.Field("时间 Time", time),
                new Receipt.QrCode(terminal, "测试二维码 Test code")));
    }
}
