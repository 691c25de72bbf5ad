package org.zizhu.bench.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        Map<String, String> said = new HashMap<>();
        Process process = new ProcessBuilder(jvm.command(
                        List.of(),
                        IdleCabinetMain.class.getName(),
                        unit.resolve("cabinet.yaml").toString(),
                        String.valueOf(watched.toSeconds())))
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        String last = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int value = line.indexOf('=');
                if (line.startsWith(IdleCabinetMain.MARK) && value > 0) {
                    said.put(line.substring(IdleCabinetMain.MARK.length(), value), line.substring(value + 1));
                }
                last = line;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (!said.containsKey("resident")) {
            throw new NotMeasured("the process ended before it had told all: " + last);
        }
        double percent = number(said, "percent");
        return List.of(
                new Result(
                        what() + " (" + said.get("devices") + "), processor time",
                        String.format(Locale.ROOT, "%.1f %% of one core", percent),
                        String.valueOf(said.get("most")),
                        "",
                        "≤ 3 %",
                        Result.Verdict.met(percent <= GOAL_PERCENT)),
                new Result(
                        what() + ", memory of its drivers",
                        String.format(Locale.ROOT, "%.1f MB heap", number(said, "heap") / 1e6),
                        String.format(Locale.ROOT, "resident with libraries: %.0f MB", number(said, "resident") / 1e6),
                        "",
                        "",
                        Result.Verdict.NONE));
    }

    private static double number(Map<String, String> said, String what) throws NotMeasured {
        try {
            return Double.parseDouble(said.getOrDefault(what, ""));
        } catch (NumberFormatException e) {
            throw new NotMeasured("the process says of " + what + ": " + said.get(what));
        }
    }
}
