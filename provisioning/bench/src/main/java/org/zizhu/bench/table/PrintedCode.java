package org.zizhu.bench.table;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;
import org.zizhu.drivers.codescanner.camera.FrameReader;
import org.zizhu.drivers.loop.MonotonicClock;

/** The QR code on something printed, as whoever holds it to a scanner has it read. */
public final class PrintedCode {

    /** A clean print is read at once, or has none. */
    private static final Duration LOOKS_FOR = Duration.ofSeconds(2);

    private PrintedCode() {}

    /** What it says; empty where there is none. */
    public static Optional<String> on(BufferedImage print) {
        return new FrameReader(MonotonicClock.SYSTEM)
                .read(grey(print), LOOKS_FOR)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static GreyPicture grey(BufferedImage print) {
        byte[] pixels = new byte[print.getWidth() * print.getHeight()];
        for (int y = 0; y < print.getHeight(); y++) {
            for (int x = 0; x < print.getWidth(); x++) {
                pixels[y * print.getWidth() + x] = (byte) print.getRGB(x, y);
            }
        }
        return new GreyPicture(print.getWidth(), print.getHeight(), pixels);
    }
}
