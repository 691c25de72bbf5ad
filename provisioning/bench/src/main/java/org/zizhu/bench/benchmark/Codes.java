package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.zizhu.bench.benchmark.CodeScores.Score;

/** How many QR codes in harsh pictures are read, and how long it takes: ours against zbar and ZXing-C++ on the same files. */
final class Codes implements Measurement {

    private static final double GOAL_MILLIS = 60;

    private final Path folder;
    private final int ofEach;

    Codes(Path folder, int ofEach) {
        this.folder = folder;
        this.ofEach = ofEach;
    }

    @Override
    public String what() {
        return "QR codes in harsh pictures";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        CodeScores scores = new CodeScores(folder.resolve("codes"), ofEach);
        int codes = scores.codes();
        Score zxing = scores.zxingCpp();
        Score zbar = scores.zbar();
        Score ours = scores.oursAtOnce();
        Score held = scores.oursHeld();
        int best = Math.max(zxing.read(), zbar.read());
        double median = ours.millis().median();
        return List.of(
                new Result(
                        "QR codes read, of " + codes + " harsh ones",
                        rate(ours, codes),
                        "ZXing-C++: " + rate(zxing, codes) + ", zbar: " + rate(zbar, codes),
                        String.format(Locale.ROOT, "%.2f", (double) ours.read() / best),
                        "more than both",
                        Result.Verdict.met(ours.read() > best && ours.wrong() == 0)),
                new Result(
                        "a picture, 1280×720 JPEG, median",
                        millis(median),
                        "ZXing-C++: " + millis(zxing.millis().median()) + ", zbar: "
                                + millis(zbar.millis().median()) + " (means of one call)",
                        "",
                        "≤ " + millis(GOAL_MILLIS),
                        Result.Verdict.met(median <= GOAL_MILLIS)),
                new Result(
                        "the same, p95; all looks in vain",
                        millis(ours.millis().percentile(95)),
                        "",
                        "",
                        "",
                        Result.Verdict.NONE),
                new Result(
                        "held before the camera, looks in turns",
                        rate(held, codes),
                        "until read, median: " + millis(held.millis().median()),
                        "",
                        "",
                        Result.Verdict.NONE));
    }

    private static String rate(Score score, int codes) {
        String wrong = score.wrong() == 0 ? "" : ", " + score.wrong() + " wrong";
        return "%.0f %% (%d%s)".formatted(100.0 * score.read() / codes, score.read(), wrong);
    }

    private static String millis(double millis) {
        return "%.0f ms".formatted(millis);
    }
}
