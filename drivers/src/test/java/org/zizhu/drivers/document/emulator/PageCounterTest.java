package org.zizhu.drivers.document.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PDFs as writers write them. */
class PageCounterTest {

    private final PageCounter counter = PageCounter.byPageTree();

    @Test
    void pageTreeOfTwoLevels_isCountedAtItsRoot() {
        String pdf =
                """
                %PDF-1.7
                2 0 obj
                << /Type /Pages /Kids [3 0 R 4 0 R] /Count 5 >>
                endobj
                3 0 obj
                << /Count 2 /Type/Pages /Kids [5 0 R 6 0 R] >>
                endobj
                9 0 obj
                << /Type /Outlines /Count 77 >>
                endobj
                """;

        assertEquals(5, counter.pages(pdf.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void pageTreeInACompressedObjectStream_isFound() throws Exception {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes("%PDF-1.7\n8 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write("2 0 << /Type /Pages /Kids [3 0 R] /Count 12 >>".getBytes(StandardCharsets.ISO_8859_1));
        }
        pdf.writeBytes(packed.toByteArray());
        pdf.writeBytes("\nendstream\nendobj\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(12, counter.pages(pdf.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "%PDF-1.7\n", "%PDF-1.7\n8 0 obj\n<< /Type /ObjStm >>\nstream\nnot deflated"})
    void whatCannotBePrinted_hasNoPages(String text) {
        assertEquals(0, counter.pages(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
