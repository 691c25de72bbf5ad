package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a unit has to tell its fleet is kept until the fleet has it. */
class ReportStoreTest {

    private static final Fact DOWN = new Fact.OfLink("platform", Fact.LinkState.DOWN, "platform-unreachable");
    private static final Fact UP = new Fact.OfLink("platform", Fact.LinkState.UP, null);

    @TempDir
    Path folder;

    private long nanos;
    private ReportStore store;

    @BeforeEach
    void open() {
        store = new ReportStore(
                folder.resolve("fleet.db"),
                () -> Instant.parse("1999-01-01T00:00:00Z"),
                () -> nanos,
                new SecureRandom());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void powerCut() {
        close();
        nanos = -5_000_000_000L;
        open();
    }

    @Test
    void reportsOutliveAPowerCut_andTheirAgeIsNotKnownAnyMore() {
        store.report(List.of(DOWN, UP));
        nanos += 2_000_000_000L;
        assertEquals(Optional.of(2_000L), store.after(0, 10).get(0).ageMs());
        String journal = store.journal();

        powerCut();

        assertEquals(List.of(1L, 2L), numbers());
        assertEquals(Optional.empty(), store.after(0, 10).get(0).ageMs());
        assertEquals(
                "{\"kind\":\"link\",\"link\":\"platform\",\"state\":\"down\",\"reason\":\"platform-unreachable\"}",
                store.after(0, 1).get(0).fact());
        assertEquals(journal, store.journal());
    }

    @Test
    void whatIsAcknowledgedIsGone_andItsNumberIsNeverGivenAgain() {
        store.report(List.of(DOWN, UP, DOWN));
        store.acknowledged(3);
        assertEquals(0, store.waiting());

        powerCut();
        store.report(List.of(UP));

        assertEquals(List.of(4L), numbers());
        assertEquals(4, store.lastNumber());
    }

    @Test
    void afterWeeksWithoutAFleet_oldTelemetryIsThinned_andEveryFactIsThere() {
        for (int i = 0; i < 3 * ReportStore.MOST_TELEMETRY; i += 100) {
            List<Fact> day = new ArrayList<>(List.of(i % 200 == 0 ? DOWN : UP));
            for (int j = i; j < i + 100; j++) {
                day.add(new Fact.Telemetry(Map.of("paper.left", (double) j)));
            }
            store.report(day);
        }
        List<ReportStore.Report> kept = store.after(0, Integer.MAX_VALUE);
        long facts = kept.stream()
                .filter(report -> report.fact().contains("\"link\""))
                .count();
        assertEquals(3 * ReportStore.MOST_TELEMETRY / 100, facts);
        assertTrue(kept.size() - facts <= ReportStore.MOST_TELEMETRY, "bounded: " + kept.size());
        assertTrue(
                kept.get(kept.size() - 1).fact().contains("" + (3 * ReportStore.MOST_TELEMETRY - 1)),
                "the newest is there");
        assertTrue(kept.get(1).fact().contains("telemetry"), "and something of the first days");
    }

    @Test
    void newJournal_hasAnotherName_andTheSessionIsForgottenWhenItShallBe() {
        String before = store.journal();
        store.newJournal();
        assertNotEquals(before, store.journal());

        store.session("{\"epoch\":1,\"secret\":\"s\"}");
        powerCut();
        assertEquals(Optional.of("{\"epoch\":1,\"secret\":\"s\"}"), store.session());
        store.forgetSession();
        assertEquals(Optional.empty(), store.session());
    }

    private List<Long> numbers() {
        return store.after(0, 10).stream().map(ReportStore.Report::seq).toList();
    }
}
