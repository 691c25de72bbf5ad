package org.zizhu.platform.document;

import java.util.List;

/**
 * The words of a document, before they are set on pages.
 *
 * @param facts rows of two labelled values each
 * @param holder whose document it is, for the sheets after the first
 * @param unit of the table's figures, in words
 * @param statement what the office certifies, Chinese and English paragraphs
 * @param notes on validity and verification
 */
record Paper(
        List<List<Fact>> facts,
        List<Fact> holder,
        String tableTitle,
        String unit,
        List<Column> columns,
        List<List<String>> rows,
        List<String> total,
        List<String> statement,
        List<String> notes) {

    record Fact(String label, String value) {
        @Override
        public String toString() {
            return "Fact[" + label + "]";
        }
    }

    /** A column of the table; the widths add up to the width of the text. */
    record Column(String title, float widthMm, Sheet.Anchor anchor) {}

    @Override
    public String toString() {
        return "Paper[" + tableTitle + "]";
    }
}
