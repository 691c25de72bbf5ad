package org.zizhu.bench.table;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a kiosk's Java machine is started: as on a unit, with little memory, without a graphics processor, and with its
 * classes ready in an archive (AppCDS), which is made at the second start of what has been built.
 */
public final class Jvm {

    /**
     * First screen in six tenths of the time that Java takes without, together with the archive. The heap starts small
     * and stays near what is in use: else Java takes a share of the machine's memory, and gives nothing back.
     */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms48m",
            "-Xmn16m",
            "-Xmx256m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-Dprism.order=sw",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=Asia/Shanghai");

    /**
     * The environment on a unit. GTK asks the graphics driver what it can do, which loads 50 MB of Mesa and LLVM that the
     * software pipeline never uses. What C libraries allocate comes from two arenas, and pictures (more than 256 kB) go back
     * to the system when they are freed: else they leave holes in a heap that only grows.
     */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "GDK_GL", "disable",
            "MALLOC_ARENA_MAX", "2",
            "MALLOC_MMAP_THRESHOLD_", "262144",
            "MALLOC_TRIM_THRESHOLD_", "262144");

    /** Making the archive takes three seconds; a machine under heavy load gets ten times that, or does without. */
    private static final long ARCHIVE_SECONDS = 30;

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path classList;
    private final Path archive;
    private final List<String> jars;
    private final String classPath;
    private final boolean archivable;

    /**
     * @param folder where the archive is kept
     * @param name the archive's, one for each main class
     * @param leftOut beginnings of the names of jars that this machine has no use for
     */
    public Jvm(Path folder, String name, String... leftOut) {
        this.classList = folder.resolve(name + ".classes");
        this.archive = folder.resolve(name + ".jsa");
        jars = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(part -> Stream.of(leftOut)
                        .noneMatch(
                                prefix -> Path.of(part).getFileName().toString().startsWith(prefix)))
                .sorted()
                .toList();
        this.classPath = String.join(File.pathSeparator, jars);
        this.archivable = jars.stream().allMatch(part -> part.endsWith(".jar"));
    }

    /** The command that starts the main class. */
    public List<String> command(List<String> moreFlags, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(FLAGS);
        command.addAll(archiveFlags());
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The same without anything that makes it faster, to compare with. */
    public List<String> plainCommand(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> archiveFlags() {
        if (!archivable) {
            return List.of();
        }
        try {
            if (newerThanClassPath(archive)) {
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
            }
            if (newerThanClassPath(classList) && makeArchive()) {
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
            }
            Files.deleteIfExists(classList);
            return List.of("-XX:DumpLoadedClassList=" + classList);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean newerThanClassPath(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(file);
        for (String part : jars) {
            if (Files.getLastModifiedTime(Path.of(part)).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean makeArchive() throws IOException {
        Process making = new ProcessBuilder(
                        JAVA,
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classList,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classPath)
                .redirectErrorStream(true)
                .redirectOutput(
                        archive.resolveSibling(archive.getFileName() + ".log").toFile())
                .start();
        try {
            if (making.waitFor(ARCHIVE_SECONDS, TimeUnit.SECONDS)) {
                return making.exitValue() == 0 && Files.exists(archive);
            }
            making.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            making.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
