package org.zizhu.drivers.receipt.layout;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The font files that receipts are set in: a sans for nearly everything and, for rare characters, what else is there.
 * Nothing is loaded, nor AWT touched, before the first receipt; loading takes about half a second. Thread-safe.
 */
public final class ReceiptFonts {

    /** Where Debian's packages put their files. */
    private static final Path DEBIAN = Path.of("/usr/share/fonts");

    private static final String SANS_PACKAGE = "fonts-noto-cjk";
    private static final String RARE_PACKAGE = "fonts-hanazono";

    /** The face for simplified Chinese within the collection: the others draw many characters differently. */
    private static final String SIMPLIFIED_CHINESE = "Noto Sans CJK SC";

    private final Path regular;
    private final Path bold;
    private final List<Path> rare;
    private @Nullable Faces faces;

    /** Font files are missing or broken; the message names the Debian packages to install. */
    public static final class FontsMissing extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private FontsMissing(String message) {
            super(message);
        }
    }

    /** The fonts as loaded. The rare ones are asked in turn for what the sans lacks, and have thin strokes. */
    record Faces(Font regular, Font bold, List<Font> rare) {}

    /** @param root the folder that holds {@code opentype/noto} and {@code truetype/hanazono} as Debian lays them out */
    public ReceiptFonts(Path root) {
        Path noto = root.resolve("opentype/noto");
        Path hanazono = root.resolve("truetype/hanazono");
        this.regular = noto.resolve("NotoSansCJK-Regular.ttc");
        this.bold = noto.resolve("NotoSansCJK-Bold.ttc");
        // Plane 0 before the planes 2 and 3, which only the second file has.
        this.rare = List.of(hanazono.resolve("HanaMinA.ttf"), hanazono.resolve("HanaMinB.ttf"));
    }

    /** The fonts of Debian's packages {@code fonts-noto-cjk} and {@code fonts-hanazono}. */
    public static ReceiptFonts debian() {
        return new ReceiptFonts(DEBIAN);
    }

    /** The Debian packages that are to be installed before a receipt can be printed; none when all is there. */
    public List<String> missingPackages() {
        List<String> missing = new ArrayList<>();
        if (!Files.isReadable(regular) || !Files.isReadable(bold)) {
            missing.add(SANS_PACKAGE);
        }
        if (!rare.stream().allMatch(Files::isReadable)) {
            missing.add(RARE_PACKAGE);
        }
        return missing;
    }

    synchronized Faces faces() throws FontsMissing {
        Faces loaded = faces;
        if (loaded == null) {
            List<String> missing = missingPackages();
            if (!missing.isEmpty()) {
                throw new FontsMissing("fonts missing, install the Debian packages " + String.join(" ", missing));
            }
            List<Font> others = new ArrayList<>();
            for (Path file : rare) {
                others.add(load(file, ""));
            }
            loaded = new Faces(load(regular, SIMPLIFIED_CHINESE), load(bold, SIMPLIFIED_CHINESE), others);
            faces = loaded;
        }
        return loaded;
    }

    private static Font load(Path path, String family) throws FontsMissing {
        try {
            for (Font font : Font.createFonts(path.toFile())) {
                if (font.getFamily(Locale.ROOT).startsWith(family)) {
                    return font;
                }
            }
            throw new FontsMissing("no face " + family + " in " + path.getFileName());
        } catch (FontFormatException | IOException e) {
            throw new FontsMissing("broken font file " + path.getFileName());
        }
    }
}
