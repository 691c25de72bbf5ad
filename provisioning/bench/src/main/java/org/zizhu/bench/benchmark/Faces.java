package org.zizhu.bench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.zizhu.bench.table.Jvm;

/**
 * What it costs to compare a face with a reference photo, in a process of its own, and how well it is done on the photos that {@code
 * ./run} takes out of a Debian package.
 */
final class Faces implements Measurement {

    private static final double GOAL_MILLIS = 80;
    private static final double GOAL_MEGABYTES = 700;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Path MODELS = Path.of("target", "models");
    private static final Path PAIRS = Path.of("target", "faces", "pairs");
    private static final Path PORTRAIT = Path.of("target", "faces", "alone", "astronaut.png");

    private final Jvm jvm;
    private final int rounds;

    Faces(Jvm jvm, int rounds) {
        this.jvm = jvm;
        this.rounds = rounds;
    }

    @Override
    public String what() {
        return "faces";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        for (Path needed : List.of(MODELS, PAIRS, PORTRAIT)) {
            if (!Files.exists(needed)) {
                throw new NotMeasured(needed + " is not there; ./run benchmark brings it in");
            }
        }
        Map<String, String> said = said();
        double pair = number(said, "pair");
        double resident = number(said, "resident") / 1e6;
        return List.of(
                new Result(
                        what() + ": a camera's frame and a photo compared, median (95 %)",
                        "%.0f ms (%.0f ms)".formatted(pair, number(said, "pair95")),
                        "the frame alone, 1280×720, with liveness and pose: %.0f ms".formatted(number(said, "look")),
                        "",
                        "≤ 80 ms",
                        Result.Verdict.met(pair <= GOAL_MILLIS)),
                new Result(what() + ": a frame's steps", text(said, "steps"), "", "", "", Result.Verdict.NONE),
                new Result(
                        what() + ": memory of a process with the networks",
                        "%.0f MB".formatted(resident),
                        "opened in %.0f ms".formatted(number(said, "open")),
                        "",
                        "≤ 700 MB",
                        Result.Verdict.met(resident <= GOAL_MEGABYTES)),
                new Result(
                        what() + ": accuracy on " + text(said, "people") + " people of a Debian package",
                        "FNMR " + text(said, "fnmr") + ", FMR " + text(said, "fmr"),
                        text(said, "genuine") + " genuine pairs, " + text(said, "impostor") + " impostor pairs",
                        "",
                        "no error",
                        Result.Verdict.met(number(said, "wrong") == 0)));
    }

    private Map<String, String> said() throws IOException, InterruptedException {
        Map<String, String> said = new HashMap<>();
        Process process = new ProcessBuilder(jvm.command(
                        List.of(),
                        FacesMain.class.getName(),
                        MODELS.toString(),
                        PAIRS.toString(),
                        PORTRAIT.toString(),
                        String.valueOf(rounds)))
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int value = line.indexOf('=');
                if (line.startsWith(FacesMain.MARK) && value > 0) {
                    said.put(line.substring(FacesMain.MARK.length(), value), line.substring(value + 1));
                } else {
                    said.put("last", line);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return said;
    }

    private static String text(Map<String, String> said, String what) throws NotMeasured {
        String text = said.get(what);
        if (text == null) {
            throw new NotMeasured("the process ended before it had told all: " + said.getOrDefault("last", ""));
        }
        return text;
    }

    private static double number(Map<String, String> said, String what) throws NotMeasured {
        try {
            return Double.parseDouble(text(said, what));
        } catch (NumberFormatException e) {
            throw new NotMeasured("the process says of " + what + ": " + said.get(what));
        }
    }
}
