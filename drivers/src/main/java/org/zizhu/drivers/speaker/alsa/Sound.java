package org.zizhu.drivers.speaker.alsa;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Something that sounds: child processes of which the last one is the player. Closing it makes it silent. Used by one
 * thread.
 */
final class Sound implements AutoCloseable {

    /** What the synthesiser ends with when it has no such voice. */
    private static final int REFUSED = 1;

    /** The player ends when the synthesiser has closed its output, which is all that is left to it to do. */
    private static final Duration AFTER_THE_PLAYER = Duration.ofSeconds(1);

    private final List<Process> processes;

    private Sound(List<Process> processes) {
        this.processes = processes;
    }

    /** One program, such as a player with its clip. */
    static Sound of(List<String> command) throws IOException {
        return started(List.of(command));
    }

    /** A text that one program speaks and another plays. It is told on standard input: the command line is public. */
    static Sound of(List<String> synthesiser, List<String> player, String text) throws IOException {
        Sound sound = started(List.of(synthesiser, player));
        try (OutputStream in = sound.processes.get(0).getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended already; how, is asked in a moment.
        }
        return sound;
    }

    private static Sound started(List<List<String>> commands) throws IOException {
        List<ProcessBuilder> pipeline = new ArrayList<>();
        for (List<String> command : commands) {
            pipeline.add(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        }
        pipeline.get(pipeline.size() - 1).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (commands.size() == 1) {
            pipeline.get(0).redirectInput(new File("/dev/null"));
        }
        return new Sound(ProcessBuilder.startPipeline(pipeline));
    }

    /** Waits for its end, and no longer than that. */
    boolean ended(Duration within) throws IOException {
        try {
            return player().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("driver closed", e);
        }
    }

    /** Whether the player was content with what it got, once it has ended. */
    boolean played() {
        return player().exitValue() == 0;
    }

    /** Whether there was a synthesiser, and it knew no such voice; one whose player has gone ends otherwise. */
    boolean refusedToSpeak() throws IOException {
        Process synthesiser = processes.get(0);
        try {
            return processes.size() > 1
                    && synthesiser.waitFor(AFTER_THE_PLAYER.toMillis(), TimeUnit.MILLISECONDS)
                    && synthesiser.exitValue() == REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("driver closed", e);
        }
    }

    private Process player() {
        return processes.get(processes.size() - 1);
    }

    /** The program's file, where the machine has it. */
    static boolean installed(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
