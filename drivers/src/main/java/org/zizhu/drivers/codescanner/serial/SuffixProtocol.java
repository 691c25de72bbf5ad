package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.util.Map;

/**
 * An engine that looks all the time, or when its own sensor says so, and that can't be asked for anything: that it is
 * there is all that its port can tell. What it sends while nobody waits for a code is dropped.
 */
final class SuffixProtocol implements Protocol {

    @Override
    public Framer framer() {
        return new LineFramer();
    }

    @Override
    public void prepare(EngineLine line) throws IOException {
        line.discard();
    }

    @Override
    public Map<String, String> identity(EngineLine line) {
        return Map.of();
    }

    @Override
    public void check(EngineLine line) throws IOException {
        line.discard();
    }

    @Override
    public void look(EngineLine line) throws IOException {
        // While it looks already, a code may be half here.
        if (!line.looking()) {
            line.discard();
        }
    }

    @Override
    public void rest(EngineLine line) {
        // It can't.
    }

    @Override
    public byte[] dark() {
        return new byte[0];
    }
}
