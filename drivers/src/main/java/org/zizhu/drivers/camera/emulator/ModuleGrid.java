package org.zizhu.drivers.camera.emulator;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The black and white modules of a QR code. What it says may stand for a credential: {@link #toString} says nothing of it. */
public final class ModuleGrid {

    private final ByteMatrix modules;

    private ModuleGrid(ByteMatrix modules) {
        this.modules = modules;
    }

    /**
     * A QR code as apps make it: text in byte mode, in that charset, without a word on which it is.
     *
     * @throws IllegalArgumentException when it is more than a QR code holds
     */
    public static ModuleGrid qr(String text, Charset charset) {
        try {
            // Each byte as one character: the encoder marks no charset then.
            String bytes = new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
            return new ModuleGrid(Encoder.encode(bytes, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("more than a QR code holds", e);
        }
    }

    /** Modules in each direction. */
    public int size() {
        return modules.getWidth();
    }

    /** Whether there is a dark module; outside there is none. */
    public boolean dark(int column, int row) {
        return column >= 0 && row >= 0 && column < size() && row < size() && modules.get(column, row) == 1;
    }

    @Override
    public String toString() {
        return "ModuleGrid[" + size() + "]";
    }
}
