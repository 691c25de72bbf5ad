package org.zizhu.drivers.receipt.layout;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Paper to draw on in grey, which then becomes dots. */
final class DotCanvas {

    /**
     * From this darkness on (0 white, 255 black) a dot is burnt. Below the middle, so that thin strokes at half a dot survive;
     * a thermal head's dots are rather too large than too small, hence not lower.
     */
    private static final int BURN_FROM = 100;

    private final int rows;
    private final BufferedImage grey;
    private final Graphics2D graphics;

    DotCanvas(int rows) {
        this.rows = rows;
        // An image has at least one row.
        this.grey = new BufferedImage(Section.WIDTH_DOTS, Math.max(1, rows), BufferedImage.TYPE_BYTE_GRAY);
        this.graphics = grey.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, grey.getWidth(), grey.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    Graphics2D graphics() {
        return graphics;
    }

    Section.Raster raster() {
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        byte[] dots = new byte[rows * Section.ROW_BYTES];
        for (int i = 0; i < dots.length * 8; i++) {
            if (255 - (pixels[i] & 0xFF) >= BURN_FROM) {
                dots[i / 8] |= (byte) (0x80 >>> (i % 8));
            }
        }
        return new Section.Raster(dots);
    }
}
