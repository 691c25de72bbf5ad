package org.zizhu.drivers.idcard;

import java.util.Optional;

/**
 * Turns the chip's photo into pixels. The codec is proprietary: a site plugs in its licensed library; the emulator's
 * synthetic photos have a synthetic decoder.
 */
@FunctionalInterface
public interface PhotoDecoder {
    int WIDTH = 102;
    int HEIGHT = 126;

    /**
     * @return {@value #WIDTH} × {@value #HEIGHT} pixels, top row first, three bytes (red, green, blue) each; empty if the bytes make no photo
     */
    Optional<byte[]> decode(CardPhoto photo);
}
