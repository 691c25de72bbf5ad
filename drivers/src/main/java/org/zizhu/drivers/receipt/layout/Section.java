package org.zizhu.drivers.receipt.layout;

/** A piece of a laid-out receipt, across the paper's printable width. */
public sealed interface Section {

    /** What an 80 mm paper takes at 203 dpi. */
    int WIDTH_DOTS = 576;

    int ROW_BYTES = WIDTH_DOTS / 8;

    /**
     * Dots, row by row from the top.
     *
     * @param dots {@link #ROW_BYTES} bytes a row, the leftmost dot in the highest bit, 1 is black
     */
    record Raster(byte[] dots) implements Section {
        public int rows() {
            return dots.length / ROW_BYTES;
        }
    }

    /**
     * A QR code (ISO/IEC 18004, model 2, error correction level M), centred.
     *
     * @param data what it says, in UTF-8
     * @param moduleDots the side of one module
     */
    record QrSymbol(byte[] data, int moduleDots) implements Section {}
}
