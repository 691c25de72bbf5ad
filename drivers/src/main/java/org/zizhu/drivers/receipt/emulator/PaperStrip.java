package org.zizhu.drivers.receipt.emulator;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The paper that has come past the head since the last cut, as rows of dots. */
final class PaperStrip {

    static final int HEAD_DOTS = 576;
    private static final int ROW_BYTES = HEAD_DOTS / 8;

    /** The paper is 80 mm wide, the head 72. */
    private static final int EDGE_DOTS = 32;

    /** Two metres; more is only fed past the head by a driver gone wrong, and the bench lives in one heap with it. */
    private static final int LONGEST_ROWS = 16_000;

    private final List<byte[]> rows = new ArrayList<>();
    private boolean inked;

    /** Prints one row; dots beyond the head's width are lost. */
    void burn(byte[] dots) {
        byte[] row = Arrays.copyOf(dots, ROW_BYTES);
        for (byte eight : row) {
            inked |= eight != 0;
        }
        append(row);
    }

    void feed(int dots) {
        for (int i = 0; i < dots; i++) {
            append(new byte[ROW_BYTES]);
        }
    }

    private void append(byte[] row) {
        if (rows.size() < LONGEST_ROWS) {
            rows.add(row);
        }
    }

    int length() {
        return rows.size();
    }

    boolean inked() {
        return inked;
    }

    /** The whole width of the paper, white; a dashed line where it was cut. */
    BufferedImage image(boolean cut) {
        int height = Math.max(1, rows.size());
        BufferedImage image = new BufferedImage(HEAD_DOTS + 2 * EDGE_DOTS, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), height);
        if (cut) {
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.setStroke(
                    new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {10, 8}, 0));
            graphics.drawLine(0, height - 1, image.getWidth(), height - 1);
        }
        graphics.dispose();
        for (int y = 0; y < rows.size(); y++) {
            byte[] row = rows.get(y);
            for (int x = 0; x < HEAD_DOTS; x++) {
                if ((row[x / 8] & 0x80 >> x % 8) != 0) {
                    image.getRaster().setSample(EDGE_DOTS + x, y, 0, 0);
                }
            }
        }
        return image;
    }
}
