package org.zizhu.drivers.receipt.emulator;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Works off the receive buffer byte by byte, as the printer's main program does; a row of a raster is printed as soon as it is
 * complete. Commands that it does not know are skipped, and nothing that it collects grows beyond a parameter's 64 kB.
 */
final class CommandInterpreter {

    /** Characters of the ROM's font A are 12 by 24 dots. */
    private static final int CELL_DOTS = 12;

    private static final int LINE_DOTS = 24;
    private static final int CELLS = PaperStrip.HEAD_DOTS / CELL_DOTS;

    private static final ErrorCorrectionLevel[] LEVELS = {
        ErrorCorrectionLevel.L, ErrorCorrectionLevel.M, ErrorCorrectionLevel.Q, ErrorCorrectionLevel.H
    };

    private final Mechanism mechanism;
    private final Consumer<byte[]> reply;
    private final IntConsumer tell;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();

    private int commandLength;
    private int rasterRowsLeft;
    private byte[] rasterRow = {};
    private int rasterFilled;
    private int strayCells;

    private boolean centred;
    private int moduleDots = 3;
    private ErrorCorrectionLevel level = ErrorCorrectionLevel.L;
    private byte[] symbolData = {};
    int autoStatusMask;

    CommandInterpreter(Mechanism mechanism, Consumer<byte[]> reply, IntConsumer tell) {
        this.mechanism = mechanism;
        this.reply = reply;
        this.tell = tell;
    }

    /** Forgets a command that has come in part. */
    void clear() {
        command.reset();
        rasterRowsLeft = 0;
        strayCells = 0;
        symbolData = new byte[0];
    }

    void accept(byte b) {
        if (rasterRowsLeft > 0) {
            rasterByte(b);
        } else if (command.size() == 0 && (b & 0xFF) >= 0x20) {
            strayText();
        } else {
            command.write(b);
            if (command.size() <= CommandLength.TOLD_BY_BYTES) {
                commandLength = CommandLength.of(command.toByteArray());
            }
            if (command.size() == commandLength) {
                byte[] complete = command.toByteArray();
                command.reset();
                execute(complete);
            }
        }
    }

    private void execute(byte[] c) {
        switch (CommandLength.key(c)) {
            case 0x0A -> printStrayLine();
            case 0x1B40 -> initialise();
            case 0x1B4A -> mechanism.feed(c[2] & 0xFF);
            case 0x1B64 -> mechanism.feed((c[2] & 0xFF) * LINE_DOTS);
            case 0x1B61 -> centred = (c[2] & 0x0F) == 1;
            case 0x1B69, 0x1B6D -> mechanism.cut();
            case 0x1D56 -> cut(c);
            case 0x1D49 -> tell.accept(c[2] & 0xFF);
            case 0x1D61 -> autoStatusMask = c[2] & 0xFF;
            case 0x1D65 -> ejector(c[2]);
            case 0x1D72 -> reply.accept(StatusBytes.paperSensor(mechanism));
            case 0x1D76 -> beginRaster(c);
            case 0x1D28 -> symbol(c);
            default -> {
                // Unknown, or a mode that does not change what is drawn here.
            }
        }
    }

    private void initialise() {
        autoStatusMask = 0;
        centred = false;
        moduleDots = 3;
        level = ErrorCorrectionLevel.L;
        symbolData = new byte[0];
    }

    private void cut(byte[] c) {
        if (c.length == 4) {
            mechanism.feedAndCut(c[3] & 0xFF);
        } else {
            mechanism.cut();
        }
    }

    private void ejector(byte n) {
        switch (n) {
            case 0x02 -> mechanism.retract();
            case 0x03, 0x20 -> mechanism.present();
            case 0x05 -> mechanism.eject();
            default -> {
                // Modes of the ejector that are not acted out.
            }
        }
    }

    private void beginRaster(byte[] c) {
        rasterRow = new byte[little(c, 4)];
        rasterRowsLeft = rasterRow.length == 0 ? 0 : little(c, 6);
        rasterFilled = 0;
    }

    private void rasterByte(byte b) {
        rasterRow[rasterFilled++] = b;
        if (rasterFilled == rasterRow.length) {
            mechanism.burn(rasterRow);
            rasterFilled = 0;
            rasterRowsLeft--;
        }
    }

    private void symbol(byte[] c) {
        if (c[2] != 0x6B || c.length < 8 || c[5] != 0x31) {
            return;
        }
        switch (c[6]) {
            case 0x43 -> moduleDots = Math.max(1, Math.min(16, c[7] & 0xFF));
            case 0x45 -> level = LEVELS[(c[7] - 0x30) & 0x03];
            case 0x50 -> symbolData = Arrays.copyOfRange(c, 8, c.length);
            case 0x51 -> printSymbol();
            default -> {
                // The model: only model 2 is in use.
            }
        }
    }

    private void printSymbol() {
        if (symbolData.length == 0) {
            return;
        }
        ByteMatrix modules;
        try {
            modules = Encoder.encode(new String(symbolData, StandardCharsets.ISO_8859_1), level)
                    .getMatrix();
        } catch (WriterException e) {
            // A printer prints no symbol that its data does not fit in.
            return;
        }
        int side = modules.getWidth() * moduleDots;
        if (side > PaperStrip.HEAD_DOTS) {
            return;
        }
        int left = centred ? (PaperStrip.HEAD_DOTS - side) / 2 : 0;
        for (int y = 0; y < side && !mechanism.rollEnd(); y++) {
            byte[] row = new byte[PaperStrip.HEAD_DOTS / 8];
            for (int x = 0; x < side; x++) {
                if (modules.get(x / moduleDots, y / moduleDots) == 1) {
                    row[(left + x) / 8] |= (byte) (0x80 >> (left + x) % 8);
                }
            }
            mechanism.burn(row);
        }
    }

    /** Text in the printer's own font: no driver of ours sends it, so it shows as what it is, a misunderstanding. */
    private void strayText() {
        strayCells++;
        if (strayCells == CELLS) {
            printStrayLine();
        }
    }

    private void printStrayLine() {
        for (int y = 0; y < LINE_DOTS && !mechanism.rollEnd(); y++) {
            byte[] row = new byte[PaperStrip.HEAD_DOTS / 8];
            for (int x = 0; x < strayCells * CELL_DOTS; x++) {
                boolean frame = y == 0 || y == LINE_DOTS - 2 || x % CELL_DOTS == 0 || x % CELL_DOTS == CELL_DOTS - 2;
                if (frame && y < LINE_DOTS - 1 && x % CELL_DOTS < CELL_DOTS - 1) {
                    row[x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
            mechanism.burn(row);
        }
        strayCells = 0;
    }

    private static int little(byte[] c, int at) {
        return (c[at] & 0xFF) | (c[at + 1] & 0xFF) << 8;
    }
}
