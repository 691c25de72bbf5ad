package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.zizhu.bench.table.Jvm;

/**
 * What the drivers of the whole cabinet cost while nobody uses it: processor time and memory of a process that does nothing
 * else, at the table's devices, whose emulators are in this process and are not counted.
 */
final class IdleCabinet implements Measurement {

    private static final double GOAL_PERCENT = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Jvm jvm;
    private final Path unit;
    private final Duration watched;

    IdleCabinet(Jvm jvm, Path unit, Duration watched) {
        this.jvm = jvm;
        this.unit = unit;
        this.watched = watched;
    }

    @Override
    public String what() {
        return "idle cabinet";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        Teller said = Teller.of(
                jvm.command(
                        List.of(),
                        IdleCabinetMain.class.getName(),
                        unit.resolve("cabinet.yaml").toString(),
                        String.valueOf(watched.toSeconds())),
                IdleCabinetMain.MARK,
                PATIENCE);
        double percent = said.number("percent");
        return List.of(
                new Result(
                        what() + " (" + said.text("devices") + "), processor time",
                        String.format(Locale.ROOT, "%.1f %% of one core", percent),
                        said.text("most"),
                        "",
                        "≤ 3 %",
                        Result.Verdict.met(percent <= GOAL_PERCENT)),
                new Result(
                        what() + ", memory of its drivers",
                        String.format(Locale.ROOT, "%.1f MB heap", said.number("heap") / 1e6),
                        String.format(Locale.ROOT, "resident with libraries: %.0f MB", said.number("resident") / 1e6),
                        "",
                        "",
                        Result.Verdict.NONE));
    }
}
