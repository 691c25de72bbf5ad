package org.zizhu.ui.look;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts on the screen: a sans face for everything, and a face with the rare characters of names (GB 18030-2022 level 3).
 *
 * <p>They are loaded by file and then used by family name: falling back from one loaded font to the next works by name only, and
 * not on the {@link Font} that {@code loadFont} returns.
 */
public final class Fonts {
    private static final Logger log = LoggerFactory.getLogger(Fonts.class);

    private static final List<Needed> NEEDED = List.of(
            new Needed("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
            new Needed("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", "fonts-noto-cjk"),
            new Needed("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", "fonts-hanazono"),
            new Needed("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", "fonts-hanazono"));

    private Fonts() {}

    private record Needed(String file, String debianPackage) {}

    /** Loads what is there. Whatever is missing is named with its Debian package, and the window opens all the same. */
    public static void load() {
        for (Needed font : NEEDED) {
            Path file = Path.of(font.file());
            if (!Files.isReadable(file) || Font.loadFonts(file.toUri().toString(), 0) == null) {
                log.error(
                        "font {} is missing: install the Debian package {}; some characters may show as boxes",
                        file.getFileName(),
                        font.debianPackage());
            }
        }
    }
}
