package org.zizhu.ui.part;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;

/**
 * A QR code, black on a white plate in every setting: phones read the other way round badly. It is one path, so that it is sharp on a panel of any
 * resolution, and each module is a whole number of design pixels.
 */
public final class QrCode extends StackPane {
    /** Around the code, so that a phone finds it (GB/T 18284: four modules on each side). */
    private static final int QUIET_MODULES = 4;

    private final Path path = new Path();

    /** @param side of the plate, in design pixels; the code is as large as fits into it with its quiet zone */
    public QrCode(String says, double side) {
        getStyleClass().add("qr-plate");
        path.getStyleClass().add("qr-code");
        path.setSmooth(false);
        setMinSize(side, side);
        setMaxSize(side, side);
        getChildren().add(path);
        ByteMatrix modules = modules(says);
        int across = modules.getWidth();
        double module = Math.floor(side / (across + 2 * QUIET_MODULES));
        for (int y = 0; y < across; y++) {
            for (int x = 0; x < across; x++) {
                if (modules.get(x, y) == 1) {
                    int from = x;
                    while (x + 1 < across && modules.get(x + 1, y) == 1) {
                        x++;
                    }
                    run(from * module, y * module, (x + 1 - from) * module, module);
                }
            }
        }
    }

    /** Too pale to be read, with something above it that says why. */
    public QrCode spent(javafx.scene.Node above) {
        path.setOpacity(0.08);
        getChildren().add(above);
        return this;
    }

    private void run(double x, double y, double width, double height) {
        path.getElements()
                .addAll(
                        new MoveTo(x, y),
                        new HLineTo(x + width),
                        new VLineTo(y + height),
                        new HLineTo(x),
                        new ClosePath());
    }

    private static ByteMatrix modules(String says) {
        try {
            return Encoder.encode(says, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("more than a QR code holds: " + says.length() + " characters", e);
        }
    }
}
