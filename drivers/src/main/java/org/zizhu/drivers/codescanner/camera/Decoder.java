package org.zizhu.drivers.codescanner.camera;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;

/** Finds and reads a QR code. Not thread-safe. */
interface Decoder {

    /** A code's bytes; empty where none is found, or none that its check digits (Reed–Solomon) confirm. */
    Optional<byte[]> read(GreyPicture picture);

    /**
     * The bytes of a code from a decoder that was told to take them for ISO-8859-1. Where a code says by itself what its
     * characters are (ECI, or Chinese and Japanese modes), they are as UTF-8.
     */
    static byte[] bytes(String decoded) {
        boolean oneByteEach = decoded.chars().allMatch(c -> c <= 0xFF);
        return decoded.getBytes(oneByteEach ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
