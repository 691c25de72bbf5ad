package org.zizhu.drivers.chipcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** A card that answers what the script says, and only to the commands in it. */
final class ScriptedCard implements CardChannel {
    private record Exchange(byte[] command, byte[] answer) {}

    private final Deque<Exchange> script = new ArrayDeque<>();

    ScriptedCard on(String command, String answer) {
        HexFormat hex = HexFormat.of();
        script.add(new Exchange(hex.parseHex(command), hex.parseHex(answer)));
        return this;
    }

    void assertDone() {
        assertTrue(script.isEmpty(), script.size() + " commands were not sent");
    }

    @Override
    public byte[] answerToReset() {
        return new byte[] {0x3B, 0};
    }

    @Override
    public byte[] transceive(byte[] command) {
        assertTrue(!script.isEmpty(), "one command too many");
        Exchange next = script.remove();
        assertArrayEquals(next.command(), command);
        return next.answer();
    }
}
