package org.zizhu.platform.document;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/**
 * The fonts of this machine that certificates are set in: TrueType outlines under free licences, as Debian packages them. LXGW WenKai
 * has the everyday characters; HanaMin has what GB 18030-2022 level 3 adds in names (HanaMinB all of plane 2, HanaMinA the rest).
 */
final class Typefaces {

    /** An open font. PDFBox reads it while a document is made, so a press uses it for one document at a time. */
    static final class Face {
        private final TrueTypeFont font;
        private final CmapLookup characters;

        private Face(File file) throws IOException {
            this.font = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            this.characters = font.getUnicodeCmapLookup();
        }

        TrueTypeFont font() {
            return font;
        }

        boolean has(int codePoint) {
            return characters.getGlyphId(codePoint) != 0;
        }
    }

    private final Face regular =
            open("fonts-lxgw-wenkai", "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf");
    private final Face bold = open("fonts-lxgw-wenkai", "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf");
    private final List<Face> rare = List.of(
            open("fonts-hanazono", "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
            open("fonts-hanazono", "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"));

    /** The face that shows the character, if any does. */
    Optional<Face> forCharacter(int codePoint, boolean heavy) {
        Face first = heavy ? bold : regular;
        return first.has(codePoint)
                ? Optional.of(first)
                : rare.stream().filter(face -> face.has(codePoint)).findFirst();
    }

    private static Face open(String debianPackage, String path) {
        File file = new File(path);
        if (!file.canRead()) {
            throw new IllegalStateException(path + " is missing: install the Debian package " + debianPackage);
        }
        try {
            return new Face(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
