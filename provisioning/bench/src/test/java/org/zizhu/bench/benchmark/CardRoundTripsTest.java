package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class CardRoundTripsTest {

    @Test
    void driverAndLibrary_areMeasuredOnTheSameCard() throws Exception {
        List<Result> results = new CardRoundTrips(3).take();
        assertEquals(1, results.size());
        assertTrue(Double.parseDouble(results.get(0).ratio()) > 0, () -> results.toString());
    }
}
