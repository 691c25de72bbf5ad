package org.zizhu.drivers.receipt.escpos;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.drivers.receipt.layout.Section;

/**
 * A receipt as commands, without its cut. White is fed rather than sent: at 115 200 baud a full row of dots takes 6 ms to send,
 * three times as long as to print.
 */
final class PrintJob {

    /** 3 mm, at most 1.7 kB: two bands fit into the 4 kB receive buffer of the smallest printers. */
    private static final int BAND_ROWS = 24;

    /** Less white is not worth stopping the raster for. */
    private static final int FED_FROM_ROWS = 8;

    private static final int LONGEST_FEED_DOTS = 255;

    private final List<Command> commands = new ArrayList<>();

    private PrintJob() {}

    static List<Command> of(List<Section> sections) {
        PrintJob job = new PrintJob();
        job.commands.add(Command.COUNT_IN_DOTS);
        for (Section section : sections) {
            if (section instanceof Section.Raster raster) {
                job.add(raster);
            } else if (section instanceof Section.QrSymbol symbol) {
                job.add(symbol);
            }
        }
        return job.commands;
    }

    private void add(Section.QrSymbol symbol) {
        commands.add(Command.CENTRE);
        commands.add(Command.symbolModel());
        commands.add(Command.symbolModule(symbol.moduleDots()));
        commands.add(Command.symbolErrorCorrectionM());
        commands.add(Command.symbolData(symbol.data()));
        commands.add(Command.PRINT_SYMBOL);
        commands.add(Command.LEFT);
    }

    private void add(Section.Raster raster) {
        int row = 0;
        while (row < raster.rows()) {
            int white = whiteRows(raster, row);
            if (white >= FED_FROM_ROWS || row + white == raster.rows()) {
                feed(white);
                row += white;
            } else {
                int rows = inkedRows(raster, row);
                commands.add(Command.band(raster, row, rows, widestRow(raster, row, rows)));
                row += rows;
            }
        }
    }

    private void feed(int dots) {
        for (int left = dots; left > 0; left -= LONGEST_FEED_DOTS) {
            commands.add(Command.feed(Math.min(left, LONGEST_FEED_DOTS)));
        }
    }

    /** How many rows from here on are white. */
    private static int whiteRows(Section.Raster raster, int from) {
        int row = from;
        while (row < raster.rows() && widestRow(raster, row, 1) == 0) {
            row++;
        }
        return row - from;
    }

    /** How many rows from here on go into one band: up to the next white worth feeding. */
    private static int inkedRows(Section.Raster raster, int from) {
        int rows = 1;
        while (rows < BAND_ROWS && from + rows < raster.rows() && whiteRows(raster, from + rows) < FED_FROM_ROWS) {
            rows++;
        }
        return rows;
    }

    /** The bytes up to the rightmost dot; 0 when all is white. */
    private static int widestRow(Section.Raster raster, int from, int rows) {
        int widest = 0;
        for (int row = from; row < from + rows; row++) {
            int width = Section.ROW_BYTES;
            while (width > widest && raster.dots()[row * Section.ROW_BYTES + width - 1] == 0) {
                width--;
            }
            widest = Math.max(widest, width);
        }
        return widest;
    }
}
