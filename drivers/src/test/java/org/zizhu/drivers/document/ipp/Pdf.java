package org.zizhu.drivers.document.ipp;

import java.nio.charset.StandardCharsets;

/** Small valid PDFs of so many empty A4 pages. */
public final class Pdf {
    private Pdf() {}

    public static byte[] ofPages(int pages) {
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        int[] offsets = new int[pages + 3];
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(i + 3).append(" 0 R ");
        }
        offsets[1] = pdf.length();
        pdf.append("1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        offsets[2] = pdf.length();
        pdf.append("2 0 obj\n<< /Type /Pages /Kids [").append(kids).append("] /Count ");
        pdf.append(pages).append(" >>\nendobj\n");
        for (int i = 0; i < pages; i++) {
            offsets[i + 3] = pdf.length();
            pdf.append(i + 3).append(" 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n");
        }
        int xref = pdf.length();
        pdf.append("xref\n0 ").append(pages + 3).append("\n0000000000 65535 f \n");
        for (int i = 1; i < pages + 3; i++) {
            pdf.append("%010d 00000 n \n".formatted(offsets[i]));
        }
        pdf.append("trailer\n<< /Size ").append(pages + 3).append(" /Root 1 0 R >>\n");
        pdf.append("startxref\n").append(xref).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
