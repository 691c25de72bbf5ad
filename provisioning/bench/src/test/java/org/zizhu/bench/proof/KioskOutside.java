package org.zizhu.bench.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.zizhu.kiosk.screen.Action;

/** A kiosk in a process of its own, with its own temp folder, that can be killed. Its log goes into a file. */
final class KioskOutside implements RunningKiosk {

    private final List<String> classes;
    private final Process process;
    private final Writer touches;
    private final Thread reading;
    private final List<String> commits = new CopyOnWriteArrayList<>();

    /**
     * @param wrapper the command that starts the Java machine in another world: {@code faketime}, a limit; mostly empty
     * @param cut where it cuts its own power, as {@link PowerCut} has it
     */
    KioskOutside(List<String> wrapper, Path unit, Path temp, Path log, String cut, Consumer<? super Sight> eyes)
            throws IOException {
        classes = ReadyClasses.HERE.flags();
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + Files.createDirectories(temp)));
        command.addAll(classes);
        command.addAll(List.of(KioskProcessMain.class.getName(), unit.toString(), cut));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        touches = process.outputWriter(StandardCharsets.UTF_8);
        reading = new Thread(() -> read(log, eyes), "reading-kiosk-" + process.pid());
        reading.start();
    }

    private void read(Path log, Consumer<? super Sight> eyes) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer logging = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(KioskProcessMain.SIGHT)) {
                    String[] parts = line.split("\t", -1);
                    eyes.accept(new Sight(Long.parseLong(parts[1]), parts[2], parts[3]));
                } else if (line.startsWith(PowerCut.COMMIT)) {
                    commits.add(line.substring(PowerCut.COMMIT.length()).strip());
                } else {
                    logging.write(line + "\n");
                    logging.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        eyes.accept(new Sight(0, "dark", ""));
    }

    /** What its journal's file has committed, if it counts: the entry as "PRINT DONE", after it an empty word for each commit of its own. */
    List<String> commits() {
        return List.copyOf(commits);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void touch(long view, Action action) {
        try {
            touches.write(KioskProcessMain.line(view, action) + "\n");
            touches.flush();
        } catch (IOException gone) {
            // The process has just been killed: a touch on a dark screen.
        }
    }

    /** Cuts its power. */
    void kill() {
        // Not the Process itself: that would close our end before the last words have been read.
        process.toHandle().destroyForcibly();
    }

    /** When its power has gone, and all that it had said has been heard. */
    void awaitDark() {
        process.onExit().join();
        ReadyClasses.HERE.ended(classes, process.exitValue() == 0);
        try {
            reading.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks it to end by closing its input, and waits for that. */
    @Override
    public void close() {
        try {
            touches.close();
        } catch (IOException gone) {
            // It has been killed before.
        }
        awaitDark();
    }
}
