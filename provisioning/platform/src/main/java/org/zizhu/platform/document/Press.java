package org.zizhu.platform.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes documents: sets the pages, embeds the fonts, declares what PDF/A-2b asks for, and signs. One document at a time, for the fonts
 * are shared; others wait.
 */
public final class Press {

    private final Typefaces typefaces = new Typefaces();
    private final DocumentSigner signer;

    public Press(DocumentSigner signer) {
        this.signer = signer;
    }

    /** Opens the fonts, which takes a second or two, so that the first citizen does not wait for it. Callable from any thread. */
    public synchronized void warm() {
        try (PDDocument specimen = new PDDocument()) {
            Pen pen = new Pen(specimen, typefaces);
            pen.widthMm("社\uD842\uDFB7", 10, false);
            pen.widthMm("社", 10, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presses the order. A character that no font has is an answer, not an exception. */
    public synchronized Pressed press(Order order) {
        try (PDDocument document = new PDDocument()) {
            Pen pen = new Pen(document, typefaces);
            if (order.type().onBlank()) {
                LicenceTypesetter.set(order, document, pen);
            } else {
                Typesetter.set(order, document, pen);
            }
            ArchivalForm.declare(document, order);
            int pages = document.getNumberOfPages();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return new Pressed.Sheets(signer.signed(out.toByteArray(), order), pages);
        } catch (Pen.NoGlyph e) {
            return new Pressed.Unprintable(e.codePoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
