package org.zizhu.platform.document;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of this machine that certificates are set in: TrueType outlines under free licences, as Debian packages them. LXGW WenKai
 * has the everyday characters; HanaMin has what GB 18030-2022 level 3 adds in names (HanaMinB all of plane 2, HanaMinA the rest). PDFBox reads a font while a document is made, so one document at a time may use
 * these. Not thread-safe.
 */
final class Typefaces {

    /** A font that is opened when it is first needed: the rare ones are large, and most documents do without. */
    static final class Face {
        private final File file;
        private @Nullable TrueTypeFont font;
        private @Nullable CmapLookup characters;

        private Face(String debianPackage, String path) {
            this.file = new File(path);
            if (!file.canRead()) {
                throw new IllegalStateException(path + " is missing: install the Debian package " + debianPackage);
            }
        }

        TrueTypeFont font() throws IOException {
            if (font == null) {
                font = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            }
            return font;
        }

        boolean has(int codePoint) throws IOException {
            if (characters == null) {
                characters = font().getUnicodeCmapLookup();
            }
            return characters.getGlyphId(codePoint) != 0;
        }
    }

    private static final String FONTS = "/usr/share/fonts/truetype/";

    private final Face regular = new Face("fonts-lxgw-wenkai", FONTS + "lxgw-wenkai/LXGWWenKai-Regular.ttf");
    private final Face bold = new Face("fonts-lxgw-wenkai", FONTS + "lxgw-wenkai/LXGWWenKai-Bold.ttf");
    private final List<Face> rare = List.of(
            new Face("fonts-hanazono", FONTS + "hanazono/HanaMinB.ttf"),
            new Face("fonts-hanazono", FONTS + "hanazono/HanaMinA.ttf"));

    /** The face that shows the character, if any does. */
    Optional<Face> forCharacter(int codePoint, boolean heavy) throws IOException {
        Face first = heavy ? bold : regular;
        if (first.has(codePoint)) {
            return Optional.of(first);
        }
        for (Face face : rare) {
            if (face.has(codePoint)) {
                return Optional.of(face);
            }
        }
        return Optional.empty();
    }
}
