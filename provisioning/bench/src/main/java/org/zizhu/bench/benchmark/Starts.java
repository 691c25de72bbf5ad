package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zizhu.bench.table.Jvm;
import org.zizhu.ui.KioskWindow;

/**
 * From the start of the kiosk's process to its first screen on the display: started as on a unit, against plain
 * {@code java -cp}, in turns.
 */
final class Starts implements Measurement {

    private static final double GOAL_SECONDS = 1.2;

    /** In this time a kiosk has also reached its devices and its platform, so that their classes get into the archive. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private final Jvm jvm;
    private final Path unit;
    private final int times;

    Starts(Jvm jvm, Path unit, int times) {
        this.jvm = jvm;
        this.unit = unit;
        this.times = times;
    }

    @Override
    public String what() {
        return "start to first screen";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        // The first start writes down which classes are needed, the second puts them into the archive.
        start(packaged(), Jvm.ENVIRONMENT, SETTLES);
        start(packaged(), Jvm.ENVIRONMENT, Duration.ZERO);
        start(plain(), Map.of(), Duration.ZERO);
        List<Double> packaged = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            packaged.add(start(packaged(), Jvm.ENVIRONMENT, Duration.ZERO));
            plain.add(start(plain(), Map.of(), Duration.ZERO));
        }
        Sample ours = new Sample(packaged);
        Sample theirs = new Sample(plain);
        return List.of(new Result(
                what(),
                "%.2f s (%.2f s)".formatted(ours.median(), ours.percentile(95)),
                "plain java -cp: %.2f s".formatted(theirs.median()),
                String.format(Locale.ROOT, "%.2f", ours.median() / theirs.median()),
                "≤ 1.2 s where plain takes 1.8 s",
                Result.Verdict.met(
                        ours.median() <= GOAL_SECONDS || ours.median() / theirs.median() <= GOAL_SECONDS / 1.8)));
    }

    private List<String> packaged() {
        return jvm.command(List.of(), HeardKiosk.MAIN, unit.toString());
    }

    private List<String> plain() {
        return jvm.plainCommand(HeardKiosk.MAIN, unit.toString());
    }

    /** Seconds to the first screen; then the kiosk is left on for a while and ended. */
    private static double start(List<String> command, Map<String, String> environment, Duration leftOn)
            throws NotMeasured, IOException, InterruptedException {
        try (HeardKiosk kiosk = new HeardKiosk(command, environment)) {
            double seconds = kiosk.secondsTo(line -> line.endsWith(KioskWindow.FIRST_SCREEN));
            if (!leftOn.isZero()) {
                kiosk.leaveOn(leftOn);
            }
            return seconds;
        }
    }
}
