package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell_whatIsMissingIsExplainedBelow() {
        List<String> lines = Report.lines(
                List.of("on this machine"),
                List.of(
                        new Result("start", "1.05 s (1.20 s)", "plain: 1.85 s", "0.57", "≤ 1.2 s", Result.Verdict.MET),
                        Result.notMeasured("touch", "no display")));

        assertEquals(
                List.of(
                        "on this machine",
                        "",
                        "what    median (95 %)     compared with   ratio   goal",
                        "─────   ───────────────   ─────────────   ─────   ───────   ────────────",
                        "start   1.05 s (1.20 s)   plain: 1.85 s   0.57    ≤ 1.2 s   met",
                        "touch   –                                                   NOT MEASURED",
                        "touch: no display"),
                lines);
    }
}
