package org.zizhu.drivers.receipt.escpos;

import java.io.ByteArrayOutputStream;
import org.zizhu.drivers.receipt.layout.Section;

/**
 * Bytes for the printer (Epson's ESC/POS reference; the ejector from Custom's).
 *
 * @param personalFrom from where on they may hold personal data, and are masked in the wire log
 */
record Command(byte[] bytes, int personalFrom) {

    /** ESC @: forgets all modes. */
    static final Command INITIALISE = plain(0x1B, 0x40);

    /** GS a: sends a status by itself on each change of drawer, on-line state, errors and paper. */
    static final Command ENABLE_AUTO_STATUS = plain(0x1D, 0x61, 0x0F);

    /** GS P 203 203: what follows counts in dots. */
    static final Command COUNT_IN_DOTS = plain(0x1D, 0x50, 203, 203);

    /** GS r 1: answered in its turn, when all before it has been printed. */
    static final Command FENCE = plain(0x1D, 0x72, 0x01);

    /**
     * DLE DC4 8: at once forgets what is buffered, also when off-line. Without it, the rest of a receipt would come out when
     * staff put in a new roll.
     */
    static final Command CLEAR_BUFFERS = plain(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

    /** GS V 66 0: feeds to the cutter and cuts, leaving a bridge that keeps the paper from falling out. */
    static final Command FEED_AND_CUT = plain(0x1D, 0x56, 0x42, 0x00);

    /** From the head to the cutter of a presenter, about 12 mm, so that the last line is not cut through. */
    static final Command TO_CUTTER = feed(100);

    /** ESC i: a full cut, for a presenter. */
    static final Command FULL_CUT = plain(0x1B, 0x69);

    /** GS e 3 8: shows 8 steps of 7.3 mm, enough for a hand to hold. */
    static final Command PRESENT = plain(0x1D, 0x65, 0x03, 0x08);

    static final Command RETRACT = plain(0x1D, 0x65, 0x02);

    static final Command CENTRE = plain(0x1B, 0x61, 0x01);
    static final Command LEFT = plain(0x1B, 0x61, 0x00);
    static final Command PRINT_SYMBOL = plain(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30);

    /** GS I n: answered in its turn with what the printer is, n = 65 firmware, 66 maker, 67 model. */
    static Command information(int n) {
        return plain(0x1D, 0x49, n);
    }

    static Command realTimeStatus(int n) {
        return plain(0x10, 0x04, n);
    }

    /** ESC J: white paper, up to 255 dots. */
    static Command feed(int dots) {
        return plain(0x1B, 0x4A, dots);
    }

    static Command symbolModel() {
        return plain(0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00);
    }

    static Command symbolModule(int dots) {
        return plain(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, dots);
    }

    static Command symbolErrorCorrectionM() {
        return plain(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31);
    }

    static Command symbolData(byte[] data) {
        int length = data.length + 3;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(plain(0x1D, 0x28, 0x6B, length & 0xFF, length >> 8, 0x31, 0x50, 0x30).bytes);
        out.writeBytes(data);
        return new Command(out.toByteArray(), 8);
    }

    /**
     * GS v 0: a band of dots.
     *
     * @param from the band's first row in the raster
     * @param rowBytes how much of each row is sent, from the left; the rest is white
     */
    static Command band(Section.Raster raster, int from, int rows, int rowBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(plain(0x1D, 0x76, 0x30, 0x00, rowBytes, 0x00, rows & 0xFF, rows >> 8).bytes);
        for (int row = from; row < from + rows; row++) {
            out.write(raster.dots(), row * Section.ROW_BYTES, rowBytes);
        }
        byte[] bytes = out.toByteArray();
        keepRealTimeCommandsOut(bytes);
        return new Command(bytes, 8);
    }

    /**
     * A printer looks for DLE EOT, DLE ENQ and DLE DC4 in all that comes in, image data too, and dots that happen to spell one
     * would make it answer, clear its buffer or switch off. One dot more in front of them is not seen.
     */
    private static void keepRealTimeCommandsOut(byte[] band) {
        for (int i = 8; i + 1 < band.length; i++) {
            if (band[i] == 0x10 && (band[i + 1] == 0x04 || band[i + 1] == 0x05 || band[i + 1] == 0x14)) {
                band[i] = 0x18;
            }
        }
    }

    static Command plain(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new Command(bytes, bytes.length);
    }
}
