package org.zizhu.platform.document;

/** What came of pressing a document. */
public sealed interface Pressed {

    /** A sealed and signed PDF. */
    record Sheets(byte[] pdf, int pages) implements Pressed {
        @Override
        public String toString() {
            return "Sheets[" + pages + " pages]";
        }
    }

    /**
     * No font at hand has the character, and a box in its place would make a false document.
     *
     * @param codePoint of Unicode
     */
    record Unprintable(int codePoint) implements Pressed {}
}
