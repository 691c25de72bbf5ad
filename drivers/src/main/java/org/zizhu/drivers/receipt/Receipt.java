package org.zizhu.drivers.receipt;

import java.util.List;

/** What is on a receipt, from top to bottom. It may hold personal data: {@link #toString} says nothing of it. */
public record Receipt(List<Part> parts) {

    public Receipt {
        parts = List.copyOf(parts);
    }

    /** One block across the paper's width; long text wraps. */
    public sealed interface Part {}

    /** Large and centred. */
    public record Title(String text) implements Part {}

    /** A paragraph, left-aligned. */
    public record Paragraph(String text) implements Part {}

    /** A heading above paragraphs, bold. */
    public record Heading(String text) implements Part {}

    /** A label at the left, its value at the right. */
    public record Field(String label, String value) implements Part {}

    /** A line across. */
    public record Rule() implements Part {}

    /** A QR code, centred, with words below it. */
    public record QrCode(String content, String caption) implements Part {}

    @Override
    public String toString() {
        return "Receipt[" + parts.size() + " parts]";
    }
}
