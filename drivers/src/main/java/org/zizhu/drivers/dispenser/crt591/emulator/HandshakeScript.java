package org.zizhu.drivers.dispenser.crt591.emulator;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.drivers.dispenser.crt591.Crt591Command;

/** Which of the next handshakes go wrong, and how. Thread-safe. */
final class HandshakeScript {

    private record Line(HandshakeFault fault, Crt591Command command, int times) {}

    private final List<Line> lines = new ArrayList<>();

    synchronized void add(HandshakeFault fault, Crt591Command command, int times) {
        lines.add(new Line(fault, command, times));
    }

    /** Whether it goes wrong this time; counts it. */
    synchronized boolean happens(HandshakeFault fault, byte[] content) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.fault() == fault && line.command().isNamedBy(content)) {
                lines.remove(i);
                if (line.times() > 1) {
                    lines.add(i, new Line(fault, line.command(), line.times() - 1));
                }
                return true;
            }
        }
        return false;
    }
}
