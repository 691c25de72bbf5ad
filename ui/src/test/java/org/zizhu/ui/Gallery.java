package org.zizhu.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/** Writes a picture of every screen in every variant, to be looked at: {@code Gallery target/gallery [part of the picture's name]}. */
final class Gallery {
    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/gallery"));
        String wanted = arguments.length > 1 ? arguments[1] : "";
        Map<String, Screen> all = new LinkedHashMap<>(Sample.usual());
        all.putAll(Sample.worst());
        long number = 0;
        for (boolean landscape : new boolean[] {false, true}) {
            Panel panel = new Panel(landscape);
            for (Presentation presentation : presentations(landscape)) {
                for (Map.Entry<String, Screen> entry : all.entrySet()) {
                    String name = entry.getKey() + "." + name(landscape, presentation);
                    if (!name.matches(".*(" + wanted + ").*")) {
                        continue;
                    }
                    View view = Sample.view(++number, entry.getValue(), presentation);
                    panel.show(view);
                    write(folder.resolve(name + ".png"), panel.picture());
                    if (entry.getKey().equals("guide")) {
                        panel.show(new View(
                                ++number,
                                view.screen(),
                                presentation,
                                view.unit(),
                                view.citizen(),
                                OptionalInt.of(20)));
                        write(folder.resolve(name.replace("guide", "idle") + ".png"), panel.picture());
                    }
                }
            }
            panel.close();
        }
        System.exit(0);
    }

    static List<Presentation> presentations(boolean landscape) {
        List<Presentation> all = new java.util.ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            if (landscape && (bits & 8) != 0) {
                continue;
            }
            all.add(new Presentation(
                    (bits & 1) == 0 ? Language.CHINESE : Language.ENGLISH,
                    (bits & 2) != 0,
                    (bits & 4) != 0,
                    (bits & 8) != 0));
        }
        return all;
    }

    static String name(boolean landscape, Presentation presentation) {
        return (landscape ? "landscape" : "portrait")
                + "-" + presentation.language().tag()
                + (presentation.largeType() ? "-large" : "-usual")
                + (presentation.highContrast() ? "-contrast" : "-bright")
                + (presentation.lowReach() ? "-low" : "-high");
    }

    private static void write(Path file, WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage buffered = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        buffered.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            ImageIO.write(buffered, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
