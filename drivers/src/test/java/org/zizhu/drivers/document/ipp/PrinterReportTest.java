package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.document.ipp.PrinterReport.State;
import org.zizhu.drivers.document.ipp.PrinterReport.Toner;
import org.zizhu.drivers.document.ipp.PrinterReport.Tray;

/** What printers say of themselves, byte by byte (RFC 8010 §3). */
class PrinterReportTest {

    private static final int INTEGER = 0x21;
    private static final int ENUM = 0x23;
    private static final int OCTETS = 0x30;
    private static final int KEYWORD = 0x44;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @Test
    void officePrinter_tellsTraysAndTonerPerColour_andItsWasteBoxIsNotToner() throws IOException {
        begin();
        value(ENUM, "printer-state", 4);
        value(KEYWORD, "printer-state-reasons", "media-low-report");
        value(KEYWORD, "", "toner-low-warning");
        value(INTEGER, "printer-up-time", 86400);
        value(
                OCTETS,
                "printer-input-tray",
                "type=sheetFeedAutoRemovableTray;maxcapacity=250;level=40;status=0;name=t1");
        value(OCTETS, "", "type=sheetFeedManual;maxcapacity=1;level=-2;status=0;name=by-pass;");
        value(OCTETS, "printer-output-tray", "type=unRemovableBin;maxcapacity=150;remaining=148;status=0;name=o1;");
        value(KEYWORD, "marker-types", "toner-cartridge");
        value(KEYWORD, "", "waste-toner");
        value(INTEGER, "marker-levels", 7);
        value(INTEGER, "", 100);
        value(INTEGER, "marker-low-levels", 5);

        PrinterReport report = report();

        assertEquals(State.PROCESSING, report.state());
        assertEquals(List.of("media-low-report", "toner-low-warning"), report.reasons());
        assertEquals(Optional.of(Duration.ofDays(1)), report.upTime());
        assertEquals(List.of(new Tray(250, 40), new Tray(1, -2)), report.inputTrays());
        assertEquals(List.of(new Tray(150, 148)), report.outputTrays());
        assertEquals(List.of(new Toner(7, 5)), report.toners());
    }

    @Test
    void printerThatOnlyKnowsPrinterSupply_tellsItsTonerThere() throws IOException {
        begin();
        value(OCTETS, "printer-supply", "class=receptacleThatIsFilled;type=wasteToner;maxcapacity=100;level=25;");
        value(OCTETS, "", "class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=200;level=50;");

        assertEquals(List.of(new Toner(25, 10)), report().toners());
    }

    @Test
    void nonsenseInATray_isNotKnown() throws IOException {
        begin();
        value(OCTETS, "printer-input-tray", "maxcapacity=lots;level=");
        value(OCTETS, "", "what tray?");
        value(OCTETS, "", "=;;==;");
        value(OCTETS, "", "");

        List<Tray> trays = report().inputTrays();

        assertTrue(trays.stream().allMatch(tray -> tray.left() == -2), trays::toString);
    }

    @Test
    void attributesOfTheWrongType_areAsGoodAsMissing() throws IOException {
        begin();
        value(KEYWORD, "printer-state", "stopped");
        value(INTEGER, "printer-state-reasons", 3);
        value(KEYWORD, "printer-up-time", "yesterday");
        value(KEYWORD, "marker-levels", "full");
        value(INTEGER, "printer-output-tray", 5);

        PrinterReport report = report();

        assertEquals(State.IDLE, report.state());
        assertEquals(Optional.empty(), report.upTime());
        assertEquals(List.of(), report.toners());
    }

    private void begin() throws IOException {
        out.writeShort(0x0200);
        out.writeShort(0x0000);
        out.writeInt(1);
        out.writeByte(0x01);
        value(0x47, "attributes-charset", "utf-8");
        value(0x48, "attributes-natural-language", "en");
        out.writeByte(0x04);
    }

    private void value(int tag, String name, String text) throws IOException {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        head(tag, name);
        out.writeShort(value.length);
        out.write(value);
    }

    private void value(int tag, String name, int number) throws IOException {
        head(tag, name);
        out.writeShort(4);
        out.writeInt(number);
    }

    private void head(int tag, String name) throws IOException {
        out.writeByte(tag);
        out.writeShort(name.length());
        out.write(name.getBytes(StandardCharsets.US_ASCII));
    }

    private PrinterReport report() throws IOException {
        out.writeByte(0x03);
        try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            IppPacket packet = in.readPacket();
            return PrinterReport.of(packet.get(Tag.printerAttributes));
        }
    }
}
