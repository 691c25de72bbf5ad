package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.receipt.Receipts;
import org.zizhu.drivers.receipt.layout.ReceiptFonts;
import org.zizhu.drivers.receipt.layout.ReceiptLayout;
import org.zizhu.drivers.receipt.layout.Section;

class PrintJobTest {

    private static final int ROW = Section.ROW_BYTES;

    @Test
    void whiteIsFed_andRowsEndAtTheirLastDot() {
        byte[] dots = new byte[400 * ROW];
        dots[300 * ROW + 2] = (byte) 0x80;
        dots[301 * ROW] = 0x01;

        assertEquals(
                List.of("1D50CBCB", "1B4AFF", "1B4A2D", "1D76300003000200" + "000080" + "010000", "1B4A62"),
                hex(PrintJob.of(List.of(new Section.Raster(dots)))));
    }

    @Test
    void symbolIsStoredAndPrintedInTheMiddle() {
        Section symbol = new Section.QrSymbol("AB".getBytes(StandardCharsets.UTF_8), 6);

        assertEquals(
                List.of(
                        "1D50CBCB",
                        "1B6101",
                        "1D286B0400314132" + "00",
                        "1D286B030031" + "4306",
                        "1D286B030031" + "4531",
                        "1D286B050031" + "5030" + "4142",
                        "1D286B030031" + "5130",
                        "1B6100"),
                hex(PrintJob.of(List.of(symbol))));
    }

    @Test
    void bandsOfACertificateReceipt_fitTwiceIntoTheSmallestBuffer() throws Exception {
        List<Command> job = PrintJob.of(ReceiptLayout.of(Receipts.certificate(), ReceiptFonts.debian()));

        assertTrue(job.size() > 30);
        assertTrue(job.stream().allMatch(command -> command.bytes().length <= 2_000));
        int sent = job.stream().mapToInt(command -> command.bytes().length).sum();
        assertTrue(sent < 100_000, sent + " bytes");
    }

    @Test
    void dotsThatSpellARealTimeCommand_areSentWithOneDotMore() {
        byte[] dots = new byte[2 * ROW];
        // Switch off (10 14 02), and a status request (10 04 01) across the end of a row.
        System.arraycopy(new byte[] {0x10, 0x14, 0x02}, 0, dots, 0, 3);
        dots[ROW - 1] = 0x10;
        System.arraycopy(new byte[] {0x04, 0x01}, 0, dots, ROW, 2);

        byte[] band = PrintJob.of(List.of(new Section.Raster(dots))).get(1).bytes();

        assertFalse(HexFormat.of().formatHex(band).contains("1014"));
        assertFalse(HexFormat.of().formatHex(band).contains("1004"));
        assertArrayEquals(new byte[] {0x18, 0x14, 0x02}, Arrays.copyOfRange(band, 8, 11));
    }

    @Test
    void whatMayBePersonal_isMarked() {
        byte[] dots = new byte[ROW];
        dots[0] = 1;
        List<Command> job = PrintJob.of(List.of(new Section.Raster(dots), new Section.QrSymbol(new byte[] {65}, 3)));

        assertEquals(8, job.get(1).personalFrom());
        assertEquals(List.of(8), masked(job.subList(2, job.size())));
    }

    private static List<Integer> masked(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.personalFrom() < command.bytes().length)
                .map(Command::personalFrom)
                .toList();
    }

    private static List<String> hex(List<Command> commands) {
        return commands.stream()
                .map(command -> HexFormat.of().withUpperCase().formatHex(command.bytes()))
                .toList();
    }
}
