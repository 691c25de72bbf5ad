package org.zizhu.platform.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The photos on record, one JPEG for each person who has one: {@code ID.jpg} in a folder. The sandbox city is founded without
 * any, for it has no faces of its own; whoever sets it up may give it synthetic ones.
 */
public final class Photos {

    private static final String ENDING = ".jpg";

    private final Path folder;

    public Photos(Path folder) {
        this.folder = folder;
    }

    /** The photo of a person; empty for who has none. */
    public Optional<byte[]> of(String person) {
        Path file = folder.resolve(person + ENDING);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a photo on record can't be read", e);
        }
    }

    /** From now on this is the photo of a person. */
    public void put(String person, byte[] jpeg) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(person + ENDING), jpeg);
    }
}
