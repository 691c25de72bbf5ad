package org.zizhu.platform.document;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;

/** A QR code drawn as squares, so that it is sharp at any resolution. */
final class QrSquare {

    private QrSquare() {}

    /** Draws without the quiet zone; leave four modules of white around. */
    static void draw(Sheet sheet, String content, float x, float y, float sizeMm) throws IOException {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(content, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IOException("an address too long for a QR code", e);
        }
        float module = sizeMm / modules.getWidth();
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int start = 0; start < modules.getWidth(); start++) {
                int end = start;
                while (end < modules.getWidth() && modules.get(end, row) == 1) {
                    end++;
                }
                if (end > start) {
                    sheet.box(x + start * module, y + row * module, (end - start) * module, module, Sheet.Ink.BLACK);
                    start = end;
                }
            }
        }
    }
}
