package org.zizhu.drivers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that is written by tests and committed.
 *
 * @param name of its file under {@code drivers/faults}, without extension
 */
record Page(String name, String text) {

    static final Path FOLDER = Path.of("faults");

    /** With this property the page is written; without, it is compared. */
    static final String RENEW = "faults.renew";

    void check(boolean renew) throws IOException {
        Path file = FOLDER.resolve(name + ".md");
        if (renew) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(
                text,
                committed,
                "drivers/" + file + " does not say what was proven; run this test with -D" + RENEW
                        + "=true and commit it");
    }
}
