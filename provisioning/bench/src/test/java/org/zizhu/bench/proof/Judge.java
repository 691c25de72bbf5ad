package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that judges our work independently. */
final class Judge {

    /** The slowest of them draws a page at 200 dpi, which takes a second or two. */
    private static final long SECONDS = 60;

    private Judge() {}

    /** Runs the program in the folder and returns what it prints. */
    static String says(Path folder, String debianPackage, String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is missing: install the Debian package " + debianPackage, e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(List.of(command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }
}
