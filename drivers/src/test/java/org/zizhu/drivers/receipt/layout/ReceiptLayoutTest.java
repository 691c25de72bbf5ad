package org.zizhu.drivers.receipt.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.receipt.Receipt;
import org.zizhu.drivers.receipt.Receipt.Field;
import org.zizhu.drivers.receipt.Receipt.Paragraph;
import org.zizhu.drivers.receipt.Receipt.QrCode;
import org.zizhu.drivers.receipt.Receipt.Rule;

class ReceiptLayoutTest {

    private static final int WIDTH = Section.WIDTH_DOTS;
    private final ReceiptFonts fonts = ReceiptFonts.debian();

    /** One of each source: Noto Sans, Noto's extension B, plane 3, HanaMinA alone, HanaMinB alone. */
    @ParameterizedTest
    @ValueSource(strings = {"王", "\uD842\uDFB7", "\uD883\uDEDD", "\u4DB5", "\uD873\uDEB0"})
    void rareCharacter_isDrawnAsItself(String character) throws Exception {
        byte[] drawn = raster(new Paragraph(character));

        assertTrue(ink(drawn) > 60, "no ink for U+" + Integer.toHexString(character.codePointAt(0)));
        assertFalse(Arrays.equals(missingGlyph(), drawn));
        assertFalse(Arrays.equals(raster(new Paragraph("王王")), drawn));
    }

    /** For private use, unassigned, a control character. */
    @ParameterizedTest
    @ValueSource(strings = {"王\uE815", "\uDBFF\uDFFD", "\u0378", "王\u0007"})
    void characterInNoFont_isRefused(String text) {
        assertThrows(GlyphMissing.class, () -> layOut(new Field("姓名", text)));
    }

    @Test
    void variationSelectorAndJoiner_takeNoRoom() throws Exception {
        assertArrayEquals(raster(new Paragraph("葛城")), raster(new Paragraph("葛\uDB40\uDD00\u200D城")));
    }

    @Test
    void bodyIsAtLeast26DotsHigh() throws Exception {
        byte[] drawn = raster(new Paragraph("国"));

        assertTrue(lastInkedRow(drawn) - firstInkedRow(drawn) + 1 >= 26);
    }

    @Test
    void valueEndsAtTheRightEdge_andItsLabelBeginsAtTheLeft() throws Exception {
        byte[] drawn = raster(new Field("姓名", "甲"));

        assertTrue(leftmost(drawn) < 4, "label at " + leftmost(drawn));
        assertTrue(rightmost(drawn) > WIDTH - 8, "value ends at " + rightmost(drawn));
    }

    @Test
    void longValue_wrapsBesideItsLabel() throws Exception {
        int one = rows(new Field("参保单位", "甲"));
        int three = rows(new Field("参保单位", "南宁市青秀区人力资源和社会保障综合服务中心民族大道办事处窗口"));

        assertEquals(2 * TextStyle.VALUE.leadingDots, three - one);
    }

    @Test
    void longLabel_hasALineOfItsOwn() throws Exception {
        int beside = rows(new Field("Number", "GX-4501-1899-00000042"));
        int below = rows(new Field("Number of the certificate", "GX-4501-1899-00000042"));

        assertEquals(TextStyle.LABEL.leadingDots, below - beside);
    }

    @Test
    void linesBreakBetweenChineseCharactersAndWords_neverInsideAWordNorBeforePunctuation() throws Exception {
        TypeSetter type = new TypeSetter(fonts);
        int hanzi = type.line("国", TextStyle.BODY).widthDots();

        // Room for four characters: the full stop may not begin a line, so the fourth goes with it.
        List<TypeSetter.Line> lines = type.wrap("中华人民。", TextStyle.BODY, 4 * hanzi);
        assertEquals(2, lines.size());
        assertEquals(3 * hanzi, lines.get(0).widthDots());
        assertEquals(
                type.line("please", TextStyle.BODY).widthDots(),
                type.wrap("please scan", TextStyle.BODY, 5 * hanzi).get(0).widthDots());
    }

    @Test
    void wordLongerThanALine_isBrokenRatherThanCutOff() throws Exception {
        byte[] drawn = raster(new Paragraph("A".repeat(200)));

        assertTrue(drawn.length / Section.ROW_BYTES > 6 * TextStyle.BODY.leadingDots);
    }

    @Test
    void sameReceiptTwice_isTheSameDots() throws Exception {
        assertArrayEquals(raster(new Paragraph("Certificate 证明")), raster(new Paragraph("Certificate 证明")));
    }

    @Test
    void qrCode_standsBetweenItsNeighbours() throws Exception {
        List<Section> sections = layOut(new Paragraph("甲"), new QrCode("https://example.gov.cn/v/1", "乙"));

        assertEquals(3, sections.size());
        Section.QrSymbol symbol = (Section.QrSymbol) sections.get(1);
        assertEquals(26, symbol.data().length);
        assertTrue(symbol.moduleDots() >= 6, symbol.moduleDots() + " dots");
    }

    @Test
    void contentThatNoQrCodeHolds_isRefused() {
        assertThrows(TooLong.class, () -> layOut(new QrCode("x".repeat(3_000), "")));
    }

    @Test
    void receiptOfAWholeRoll_isRefused() {
        assertThrows(TooLong.class, () -> layOut(new Paragraph("字\n".repeat(400))));
    }

    @Test
    void missingFonts_areNamedByTheirPackages(@TempDir Path empty) {
        ReceiptFonts none = new ReceiptFonts(empty);

        assertEquals(List.of("fonts-noto-cjk", "fonts-hanazono"), none.missingPackages());
        ReceiptFonts.FontsMissing thrown = assertThrows(
                ReceiptFonts.FontsMissing.class, () -> ReceiptLayout.of(new Receipt(List.of(new Rule())), none));
        assertEquals("fonts missing, install the Debian packages fonts-noto-cjk fonts-hanazono", thrown.getMessage());
    }

    private List<Section> layOut(Receipt.Part... parts) throws Exception {
        return ReceiptLayout.of(new Receipt(List.of(parts)), fonts);
    }

    private byte[] raster(Receipt.Part part) throws Exception {
        return ((Section.Raster) layOut(part).get(0)).dots();
    }

    private int rows(Receipt.Part part) throws Exception {
        return ((Section.Raster) layOut(part).get(0)).rows();
    }

    /** What a driver that does not care would draw for a character that the font lacks. */
    private byte[] missingGlyph() throws Exception {
        DotCanvas canvas = new DotCanvas(raster(new Paragraph("王")).length / Section.ROW_BYTES);
        canvas.graphics().setFont(fonts.faces().regular().deriveFont((float) TextStyle.BODY.sizeDots));
        int baseline = 20 + (TextStyle.BODY.leadingDots - TextStyle.BODY.sizeDots) / 2 + 26;
        canvas.graphics().drawString("\uE815", 0, baseline);
        return canvas.raster().dots();
    }

    private static int ink(byte[] dots) {
        int ink = 0;
        for (byte eight : dots) {
            ink += Integer.bitCount(eight & 0xFF);
        }
        return ink;
    }

    private static int firstInkedRow(byte[] dots) {
        int i = 0;
        while (dots[i] == 0) {
            i++;
        }
        return i / Section.ROW_BYTES;
    }

    private static int lastInkedRow(byte[] dots) {
        int i = dots.length - 1;
        while (dots[i] == 0) {
            i--;
        }
        return i / Section.ROW_BYTES;
    }

    private static int leftmost(byte[] dots) {
        int x = 0;
        while (!inked(dots, x)) {
            x++;
        }
        return x;
    }

    private static int rightmost(byte[] dots) {
        int x = WIDTH - 1;
        while (!inked(dots, x)) {
            x--;
        }
        return x;
    }

    private static boolean inked(byte[] dots, int x) {
        for (int row = 0; row < dots.length / Section.ROW_BYTES; row++) {
            if ((dots[row * Section.ROW_BYTES + x / 8] & 0x80 >> x % 8) != 0) {
                return true;
            }
        }
        return false;
    }
}
