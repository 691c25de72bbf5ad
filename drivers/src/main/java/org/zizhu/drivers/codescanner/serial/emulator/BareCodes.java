package org.zizhu.drivers.codescanner.serial.emulator;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Codes as most engines send them: each as it is, with a CR. */
final class BareCodes {

    private BareCodes() {}

    static byte[] of(List<byte[]> codes) {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (byte[] code : codes) {
            burst.writeBytes(code);
            burst.write('\r');
        }
        return burst.toByteArray();
    }
}
