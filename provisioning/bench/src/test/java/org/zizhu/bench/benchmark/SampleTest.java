package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void percentile_isTheSmallestValueThatSoManyDoNotExceed() {
        Sample hundred = new Sample(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

        assertEquals(50, hundred.median());
        assertEquals(95, hundred.percentile(95));
        assertEquals(100, hundred.percentile(100));
    }

    @Test
    void fewValues_giveTheirMiddle_andTheWorstOfThemForNinetyFivePerCent() {
        Sample three = new Sample(List.of(30.0, 10.0, 20.0));

        assertEquals(20, three.median());
        assertEquals(30, three.percentile(95));
        assertEquals(7, new Sample(List.of(7.0)).median());
    }

    @Test
    void nothingMeasured_isNoSample() {
        assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
    }
}
