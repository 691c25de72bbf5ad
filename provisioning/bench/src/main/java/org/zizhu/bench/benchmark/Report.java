package org.zizhu.bench.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results as one table for people, in text of fixed width. */
final class Report {
    private static final List<String> HEADINGS = List.of("what", "median (95 %)", "compared with", "ratio", "goal", "");

    private static final String GAP = "   ";

    private Report() {}

    /** @param heading lines above the table */
    static List<String> lines(List<String> heading, List<Result> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Result result : results) {
            rows.add(List.of(
                    result.what(),
                    result.measured(),
                    result.compared(),
                    result.ratio(),
                    result.goal(),
                    result.verdict().word()));
        }
        List<Integer> widths = IntStream.range(0, HEADINGS.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<String> lines = new ArrayList<>(heading);
        lines.add("");
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (row.equals(HEADINGS)) {
                lines.add(widths.stream()
                        .map("─"::repeat)
                        .collect(Collectors.joining(GAP))
                        .stripTrailing());
            }
        }
        results.stream()
                .filter(result -> !result.reason().isEmpty())
                .forEach(result -> lines.add(result.what() + ": " + result.reason()));
        return lines;
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
