package org.zizhu.field;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Unit;

/**
 * The page on which a unit is handed over: one A4 in Chinese and English, with each device and its evidence, to be signed. It is drawn with the
 * fonts that every unit has for its receipts, and goes into the PDF as a picture: those fonts can't be embedded.
 *
 * @param certificate by which the fleet knows the unit
 */
record HandoverPage(String terminal, Text place, Text certificate, Instant at, List<Evidence> devices) {

    private static final int DOTS_PER_INCH = 200;
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2339;
    private static final int MARGIN = 130;
    private static final int RIGHT = WIDTH - MARGIN;
    private static final int SIGNATURES = HEIGHT - 330;
    private static final int TALLEST_ROW = 104;
    private static final int RESULT_AT = 560;
    private static final int FOUND_AT = 760;
    /** Of the usual size of letters. */
    private static final float SMALLEST = 0.65f;

    private static final Color QUIET = new Color(0x55, 0x55, 0x55);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Unit.ZONE);

    byte[] pdf() throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            document.getDocumentInformation().setTitle(terminal);
            try (PDPageContentStream pen = new PDPageContentStream(document, page)) {
                pen.drawImage(
                        LosslessFactory.createFromImage(document, picture()),
                        0,
                        0,
                        PDRectangle.A4.getWidth(),
                        PDRectangle.A4.getHeight());
            }
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private BufferedImage picture() {
        BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        words(pen, "自助终端交机单", Font.BOLD, 16, MARGIN, 190, RIGHT);
        words(pen, "Hand-over of a self-service unit", Font.PLAIN, 11, MARGIN, 240, RIGHT);
        int y = 320;
        y = field(pen, y, "终端 Unit", terminal);
        y = field(pen, y, "地点 Place", place.chinese());
        y = field(pen, y, "", place.english());
        y = field(pen, y, "证书 Certificate", Field.both(certificate));
        y = field(pen, y, "测试时间 Tested", TIME.format(at));
        rows(pen, y + 20);
        signature(pen, MARGIN, "安装人员 Installed by");
        signature(pen, WIDTH / 2 + 20, "接收单位 Received by");
        pen.dispose();
        return sheet;
    }

    private static int field(Graphics2D pen, int y, String name, String value) {
        words(pen, name, Font.PLAIN, 9, MARGIN, y, RESULT_AT - 40);
        words(pen, value, Font.BOLD, 9, RESULT_AT - 40, y, RIGHT);
        return y + 50;
    }

    /** As many as there are: with many the rows are narrower. */
    private void rows(Graphics2D pen, int top) {
        int passed = (int) devices.stream().filter(Evidence::passed).count();
        line(pen, top);
        words(pen, "设备 Device", Font.BOLD, 9, MARGIN, top + 40, RESULT_AT);
        words(pen, "结果 Result", Font.BOLD, 9, RESULT_AT, top + 40, FOUND_AT);
        words(
                pen,
                "依据 Evidence（通过 passed " + passed + " / " + devices.size() + "）",
                Font.BOLD,
                9,
                FOUND_AT,
                top + 40,
                RIGHT);
        int y = top + 60;
        int room = SIGNATURES - 60 - y;
        int tall = Math.min(TALLEST_ROW, room / Math.max(1, devices.size()));
        float size = tall >= TALLEST_ROW ? 9 : Math.max(4, 9f * tall / TALLEST_ROW);
        for (Evidence device : devices) {
            line(pen, y);
            int first = y + tall * 2 / 5;
            int second = y + tall * 4 / 5;
            words(pen, device.what().chinese(), Font.BOLD, size, MARGIN, first, RESULT_AT - 20);
            words(
                    pen,
                    device.what().english() + " · " + device.name(),
                    Font.PLAIN,
                    size * 0.85f,
                    MARGIN,
                    second,
                    RESULT_AT - 20);
            words(pen, TestRun.result(device.passed()).chinese(), Font.BOLD, size, RESULT_AT, first, FOUND_AT - 20);
            words(
                    pen,
                    TestRun.result(device.passed()).english(),
                    Font.PLAIN,
                    size * 0.85f,
                    RESULT_AT,
                    second,
                    FOUND_AT - 20);
            words(pen, device.found(), Font.PLAIN, size, FOUND_AT, first, RIGHT);
            pen.setColor(QUIET);
            words(pen, device.facts(), Font.PLAIN, size * 0.85f, FOUND_AT, second, RIGHT);
            y += tall;
        }
        line(pen, y);
    }

    private static void signature(Graphics2D pen, int x, String whose) {
        int right = x + WIDTH / 2 - MARGIN - 20;
        words(pen, whose, Font.BOLD, 9, x, SIGNATURES + 30, right);
        pen.drawLine(x, SIGNATURES + 140, right, SIGNATURES + 140);
        words(pen, "签名 Signature · 日期 Date", Font.PLAIN, 8, x, SIGNATURES + 175, right);
    }

    private static void line(Graphics2D pen, int y) {
        pen.setColor(Color.BLACK);
        pen.drawLine(MARGIN, y, RIGHT, y);
    }

    /** On one line, smaller if it must; what does not fit then ends in dots. In the pen's colour, which is black again after it. */
    private static void words(Graphics2D pen, String said, int style, float points, int x, int y, int right) {
        pen.setFont(new Font("Noto Sans CJK SC", style, 1).deriveFont(points * DOTS_PER_INCH / 72));
        String shown = said.replaceAll("\\p{Cntrl}", " ");
        int wide = pen.getFontMetrics().stringWidth(shown);
        if (wide > right - x) {
            // Somewhat smaller before anything is left out.
            float fitting = Math.max(SMALLEST, (float) (right - x) / wide);
            pen.setFont(pen.getFont().deriveFont(pen.getFont().getSize2D() * fitting));
        }
        while (shown.length() > 1 && pen.getFontMetrics().stringWidth(shown) > right - x) {
            shown = shown.substring(0, shown.length() - (shown.endsWith("…") ? 2 : 1)) + "…";
        }
        pen.drawString(shown, x, y);
        pen.setColor(Color.BLACK);
    }
}
