package org.zizhu.bench.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code run} has fetched for the table, which is not in the repository. Without it everything else still works.
 *
 * @param folder where it lies
 */
public record Prepared(Path folder) {

    /** Where {@code run} keeps it, seen from the project's root. */
    public static final Prepared IN_TARGET = new Prepared(Path.of("target"));

    public static final Prepared NOTHING = new Prepared(Path.of("nothing-prepared"));

    /** The networks that compare faces. */
    Optional<Path> models() {
        return folder("models", "SHA256SUMS");
    }

    /** Photos of people: a folder for each, and {@code stranger}. */
    Optional<Path> people() {
        return folder("faces/people", Portraits.STRANGER);
    }

    private Optional<Path> folder(String name, String hasInIt) {
        Path there = folder.resolve(name).toAbsolutePath();
        return Files.exists(there.resolve(hasInIt)) ? Optional.of(there) : Optional.empty();
    }
}
