package org.zizhu.drivers.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Each way in which a parser can be bad is found. */
class FuzzTest {
    private static final List<byte[]> FRAMES = List.of(new byte[] {0x02, 0x00, 0x03, 'a', 'b', 'c', 0x03});

    @Test
    void parserThatTrustsALength_isFoundByTheInput() {
        AssertionError found = assertThrows(
                AssertionError.class,
                () -> Fuzz.blocks("trusting", FRAMES, bytes -> {
                    if (bytes.length > 2) {
                        Arrays.copyOfRange(bytes, 3, 3 + bytes[2])[0]++;
                    }
                }));
        assertTrue(found.getMessage().startsWith("trusting threw at input "), found.getMessage());
    }

    @Test
    void whatAParserMayThrow_isNoFault() {
        Fuzz.blocks("strict", FRAMES, Set.of(IOException.class), bytes -> {
            throw new IOException("no frame");
        });
    }

    @Test
    void parserThatKeepsEverything_isFound() {
        AssertionError found = assertThrows(
                AssertionError.class,
                () -> Fuzz.stream("hoarding", FRAMES, () -> {
                    ByteArrayOutputStream kept = new ByteArrayOutputStream();
                    return kept::writeBytes;
                }));
        assertTrue(found.getMessage().startsWith("hoarding holds "), found.getMessage());
    }

    @Test
    void parserThatNeverEnds_isFound() {
        CountDownLatch never = new CountDownLatch(1);
        Fuzz fuzz = new Fuzz("hanging", FRAMES, Set.of(), Duration.ofMillis(200));
        AssertionError found = assertThrows(AssertionError.class, () -> fuzz.runWhole(bytes -> never.await()));
        assertTrue(found.getMessage().startsWith("hanging does not end at input 1"), found.getMessage());
    }

    @Test
    void sameSeed_makesTheSameInputs() {
        Mutations one = new Mutations(FRAMES, new Random(7));
        Mutations other = new Mutations(FRAMES, new Random(7));
        int likeTheFrame = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] input = one.next();
            assertTrue(Arrays.equals(input, other.next()));
            likeTheFrame += Arrays.equals(input, FRAMES.get(0)) ? 1 : 0;
        }
        assertFalse(likeTheFrame > 300, "hardly anything is changed");
    }
}
