package org.zizhu.bench.proof;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * The class path of this process for the kiosks that it starts, with their classes ready in an archive (AppCDS) as on a unit: to read and verify
 * them is otherwise half of what a kill costs. Java archives classes of jars only, so folders are packed first. The archive is written by the first
 * kiosk that ends in peace. Thread-safe.
 */
final class ReadyClasses {

    static final ReadyClasses HERE = new ReadyClasses(Path.of("target", "ready-classes"));

    private final Path folder;
    private final Path archive;
    private final String classPath;
    private boolean ready;
    private boolean promised;

    private ReadyClasses(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.archive = this.folder.resolve("kiosk.jsa");
        try {
            Files.createDirectories(this.folder);
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> parts = new ArrayList<>();
        for (String part : Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .toList()) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                parts.add(packed(path, parts.size()));
            } else if (Files.exists(path)) {
                parts.add(part);
            }
        }
        this.classPath = String.join(File.pathSeparator, parts);
    }

    private String packed(Path classes, int number) {
        String jar = folder.resolve(number + ".jar").toString();
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--no-compress", "--file", jar, "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException(classes + " can't be packed");
        }
        return jar;
    }

    /** The flags for one more kiosk. */
    synchronized List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("-cp", classPath, "-Xlog:disable", "-Xlog:all=error:stderr"));
        if (ready) {
            flags.add("-XX:SharedArchiveFile=" + archive);
        } else if (!promised) {
            promised = true;
            flags.add("-XX:ArchiveClassesAtExit=" + unfinished());
        }
        return flags;
    }

    /** A kiosk with these flags has ended; in peace it has left the archive, if it was to. */
    synchronized void ended(List<String> flags, boolean inPeace) {
        if (!flags.contains("-XX:ArchiveClassesAtExit=" + unfinished())) {
            return;
        }
        promised = false;
        if (inPeace && Files.exists(unfinished())) {
            try {
                Files.move(unfinished(), archive, StandardCopyOption.ATOMIC_MOVE);
                ready = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path unfinished() {
        return folder.resolve("unfinished.jsa");
    }
}
