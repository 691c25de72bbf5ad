package org.zizhu.drivers.idcard.samv.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.PhotoDecoder;

/**
 * Photos of nobody: 1024 bytes that stand where a chip holds a compressed photo, and the decoder that draws a plain
 * silhouette from them. Real compressed photos make no photo for it.
 */
public final class SyntheticPhoto implements PhotoDecoder {
    private static final byte[] MARK = "ZIZHU-SILHOUETTE".getBytes(StandardCharsets.US_ASCII);

    private static final int[] BACKGROUND = {0xE8, 0xEE, 0xF4};

    /** The photo of the seed: the same bytes each time. */
    public static CardPhoto of(long seed) {
        byte[] bytes = new byte[CardPhoto.BYTES];
        new Random(seed).nextBytes(bytes);
        System.arraycopy(MARK, 0, bytes, 0, MARK.length);
        return new CardPhoto(bytes);
    }

    @Override
    public Optional<byte[]> decode(CardPhoto photo) {
        byte[] bytes = photo.wlt();
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[i] != MARK[i]) {
                return Optional.empty();
            }
        }
        // The bytes after the mark choose the clothes' colour and the build, so that two people look different.
        int[] clothes = {60 + (bytes[16] & 0x7F), 60 + (bytes[17] & 0x7F), 90 + (bytes[18] & 0x7F)};
        double head = 24 + (bytes[19] & 0x7);
        double shoulders = 38 + (bytes[20] & 0x7);
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inHead = within(x - WIDTH / 2.0, y - 48, head * 0.8, head);
                boolean inBody = within(x - WIDTH / 2.0, y - 130, shoulders, 48);
                int[] colour = inHead || inBody ? clothes : BACKGROUND;
                for (int channel = 0; channel < 3; channel++) {
                    pixels[(y * WIDTH + x) * 3 + channel] = (byte) colour[channel];
                }
            }
        }
        return Optional.of(pixels);
    }

    private static boolean within(double dx, double dy, double halfWidth, double halfHeight) {
        return dx * dx / (halfWidth * halfWidth) + dy * dy / (halfHeight * halfHeight) <= 1;
    }
}
