package org.zizhu.fleet.dashboard;

import java.util.List;

/** A table as spreadsheets take it (RFC 4180, UTF-8 with the mark by which Excel knows it). */
final class Csv {

    private static final String MARK = "\uFEFF";

    private final StringBuilder text = new StringBuilder(MARK);

    Csv(String... header) {
        row(List.of(header));
    }

    void row(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
    }

    /** What a spreadsheet would reckon out instead of showing it is made a text. */
    private static String cell(String value) {
        String shown = value.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + value : value;
        return shown.matches("(?s).*[\",\\r\\n].*") ? '"' + shown.replace("\"", "\"\"") + '"' : shown;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
