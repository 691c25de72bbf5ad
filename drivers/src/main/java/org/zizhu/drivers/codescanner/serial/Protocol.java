package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.util.Map;

/**
 * What a {@link Dialect} says to its engine. Stateless; each method may take as long as the engine's answers do, and throws
 * {@link EngineTrouble} where they don't come or aren't what they should be.
 */
sealed interface Protocol permits NewlandProtocol, HoneywellProtocol, SsiProtocol, SuffixProtocol {

    /** Cuts what such an engine sends; one for each connection. */
    Framer framer();

    /** Makes the engine dark, and deaf to anything but the host's trigger. */
    void prepare(EngineLine line) throws IOException;

    /** Who the engine is, by {@code model}, {@code firmware} and the like; empty where it doesn't tell. */
    Map<String, String> identity(EngineLine line) throws IOException;

    /** Asks something harmless that a healthy engine answers. */
    void check(EngineLine line) throws IOException;

    /**
     * Makes the engine look for a code, or go on looking: engines stop by themselves after some seconds. Where the engine
     * answers, that proves that it is alive too.
     */
    void look(EngineLine line) throws IOException;

    /** Makes the engine dark. After that, nothing of a code read before is on its way any more. */
    void rest(EngineLine line) throws IOException;

    /** What makes the engine dark, to be sent without waiting for an answer. */
    byte[] dark();
}
