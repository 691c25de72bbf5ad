package org.zizhu.drivers.face.onnx;

import java.io.IOException;

/** The networks can't be used: a stable keyword says why. */
final class Unfit extends IOException {
    private static final long serialVersionUID = 1;

    /** No folder, no sums, or a file that is not there. */
    static final String MISSING = "models-missing";

    /** A file differs from its sum. */
    static final String DAMAGED = "models-damaged";

    static final String UNREADABLE = "models-unreadable";

    /** The files are whole, but not the networks that are meant: other inputs or outputs. */
    static final String UNKNOWN = "models-unknown";

    /** The native library could not be loaded. */
    static final String NO_RUNTIME = "runtime-missing";

    private final String reason;

    Unfit(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
