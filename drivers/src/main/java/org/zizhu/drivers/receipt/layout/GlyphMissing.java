package org.zizhu.drivers.receipt.layout;

import java.io.Serial;

/** A character that no font has. It says not which one: it may be part of a name. */
public final class GlyphMissing extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    GlyphMissing() {
        super("a character is in no font");
    }
}
