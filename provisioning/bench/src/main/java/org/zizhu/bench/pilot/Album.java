package org.zizhu.bench.pilot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** One picture of every screen of a visit, {@code NN-name.png} in the order in which they were shown. */
final class Album {
    private final Path folder;
    private final List<CompletableFuture<Void>> writing = new ArrayList<>();
    private int page;

    Album(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Starts the next page and puts the picture there. */
    void add(String screen, Supplier<BufferedImage> camera) {
        page++;
        replace(screen, camera, () -> true);
    }

    /** Puts a better picture of the same screen in the last one's place, if it is still of that screen once it is taken. */
    void replace(String screen, Supplier<BufferedImage> camera, BooleanSupplier stillThere) {
        BufferedImage picture = camera.get();
        if (!stillThere.getAsBoolean()) {
            return;
        }
        Path file = folder.resolve("%02d-%s.png".formatted(page, screen));
        CompletableFuture<Void> before =
                writing.isEmpty() ? CompletableFuture.completedFuture(null) : writing.get(writing.size() - 1);
        // One after the other, off the pilot's thread: compressing takes longer than some screens last.
        writing.add(before.thenRunAsync(() -> {
            try {
                ImageIO.write(picture, "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** Waits until all is written. */
    void close() {
        CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).join();
    }
}
