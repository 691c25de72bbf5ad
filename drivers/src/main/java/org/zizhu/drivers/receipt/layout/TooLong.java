package org.zizhu.drivers.receipt.layout;

import java.io.Serial;

/** More than fits on a receipt, or into a QR code. */
public final class TooLong extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    TooLong() {
        super("too long for a receipt");
    }
}
