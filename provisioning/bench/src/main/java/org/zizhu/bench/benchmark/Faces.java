package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.zizhu.bench.table.Jvm;

/**
 * What it costs to compare a face with a reference photo, in a process of its own, and how well it is done on the photos that {@code
 * ./run} takes out of a Debian package.
 */
final class Faces implements Measurement {

    private static final double GOAL_MILLIS = 80;
    private static final double GOAL_MEGABYTES = 700;
    private static final double ANSWER_GOAL_MILLIS = 2_500;
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
        Teller said = Teller.of(
                jvm.command(
                        List.of(),
                        FacesMain.class.getName(),
                        MODELS.toString(),
                        PAIRS.toString(),
                        PORTRAIT.toString(),
                        String.valueOf(rounds)),
                FacesMain.MARK,
                PATIENCE);
        double pair = said.number("pair");
        double resident = said.number("resident") / 1e6;
        return List.of(
                new Result(
                        what() + ": a camera's frame and a photo compared, median (95 %)",
                        "%.0f ms (%.0f ms)".formatted(pair, said.number("pair95")),
                        "the bare networks, each for itself: %.0f ms".formatted(said.number("networks")),
                        String.format(Locale.ROOT, "%.2f", pair / said.number("networks")),
                        "≤ 80 ms",
                        Result.Verdict.met(pair <= GOAL_MILLIS)),
                new Result(
                        what() + ": the frame alone, 1280×720, with liveness and pose",
                        "%.0f ms".formatted(said.number("look")),
                        said.text("steps"),
                        "",
                        "",
                        Result.Verdict.NONE),
                new Result(
                        what()
                                + ": first answer to who stands well, from a camera at rest to “turn your head”, median (95 %)",
                        "%.2f s (%.2f s)".formatted(said.number("asked") / 1e3, said.number("asked95") / 1e3),
                        "“hold still” after %.2f s".formatted(said.number("told") / 1e3),
                        "",
                        "≤ 2.5 s",
                        Result.Verdict.met(said.number("asked95") <= ANSWER_GOAL_MILLIS)),
                new Result(
                        what() + ": memory of a process with the networks",
                        "%.0f MB".formatted(resident),
                        "opened in %.0f ms".formatted(said.number("open")),
                        "",
                        "≤ 700 MB",
                        Result.Verdict.met(resident <= GOAL_MEGABYTES)),
                new Result(
                        what() + ": accuracy on " + said.text("people") + " people of a Debian package",
                        "FNMR " + said.text("fnmr") + ", FMR " + said.text("fmr"),
                        said.text("genuine") + " genuine pairs, " + said.text("impostor") + " impostor pairs",
                        "",
                        "no error",
                        Result.Verdict.met(said.number("wrong") == 0)));
    }
}
