package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process that measures may do: each is a shell here. */
class TellerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Teller of(String script, Duration patience) throws Exception {
        return Teller.of(List.of("sh", "-c", script), "mark ", patience);
    }

    private static String why(String script, Duration patience) {
        return String.valueOf(
                assertThrows(NotMeasured.class, () -> of(script, patience)).getMessage());
    }

    @Test
    void whatItTells_isHeard_andWhatElseItSaysIsNot() throws Exception {
        Teller teller = of("echo a log line; echo other x=1; echo 'mark words=two of them'; echo mark pair=61.5", LONG);

        assertEquals("two of them", teller.text("words"));
        assertEquals(61.5, teller.number("pair"));
        assertEquals(
                "the process said nothing of x",
                assertThrows(NotMeasured.class, () -> teller.text("x")).getMessage());
        assertEquals(
                "the process says of words: two of them",
                assertThrows(NotMeasured.class, () -> teller.number("words")).getMessage());
    }

    /** A native library once overflowed its stack: the machine wrote no word, and neither did the table. */
    @Test
    void killedByASignal_isToldWithTheSignal() {
        assertEquals("the process was ended by signal 11; it had said nothing", why("kill -SEGV $$", LONG));
    }

    @Test
    void endedByItself_isToldWithItsLastLine() {
        assertEquals(
                "the process ended with 3; its last line was: out of memory",
                why("echo mark pair=1; echo out of memory >&2; exit 3", LONG));
    }

    @Test
    void neverEnding_isEndedAndTold() {
        assertEquals(
                "the process was ended after 1 s; its last line was: mark pair=1",
                why("echo mark pair=1; exec sleep 60", Duration.ofSeconds(1)));
    }
}
