package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@code ./run kill-matrix [--every N] [STORY...]} starts: every story, or those named, killed at every point, or at every N-th for a
 * first look; the table goes into {@code target/kill-matrix.txt}. A point that fails, or whose visit ended before it came, is played once more,
 * alone: on a machine that stands still for a minute a point is late, and not wrong. Both times are told.
 */
public final class KillMatrixMain {

    /** Most of a visit is waiting. */
    private static final int AT_A_TIME = 5;

    private KillMatrixMain() {}

    public static void main(String[] arguments) throws Exception {
        boolean some = arguments.length > 1 && arguments[0].equals("--every");
        int every = some ? Integer.parseInt(arguments[1]) : 1;
        List<KillStory> stories = Arrays.stream(arguments)
                .skip(some ? 2 : 0)
                .map(KillStory::valueOf)
                .toList();
        List<String> table = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        int points = 0;
        int failed = 0;
        ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME);
        try (KillMatrix matrix = new KillMatrix(Files.createTempDirectory("kill-matrix"))) {
            for (KillStory story : stories.isEmpty() ? List.of(KillStory.values()) : stories) {
                Map<KillMatrix.Point, Future<KillMatrix.Result>> results = new LinkedHashMap<>();
                List<KillMatrix.Point> all;
                try {
                    all = points(matrix, story);
                } catch (AssertionError | IOException notPlayed) {
                    String line = "FAILED " + notPlayed.getMessage();
                    System.out.println(line);
                    table.add(line);
                    failed++;
                    continue;
                }
                for (int i = 0; i < all.size(); i += every) {
                    KillMatrix.Point point = all.get(i);
                    results.put(point, players.submit(() -> matrix.kill(point)));
                }
                KillSum sum = new KillSum(story);
                List<KillMatrix.Point> late = new ArrayList<>();
                for (Map.Entry<KillMatrix.Point, Future<KillMatrix.Result>> played : results.entrySet()) {
                    Optional<KillMatrix.Result> result =
                            told(played.getValue(), table).filter(KillMatrix.Result::cut);
                    result.ifPresentOrElse(sum::add, () -> late.add(played.getKey()));
                }
                for (KillMatrix.Point point : late) {
                    sum.playsAgain();
                    Optional<KillMatrix.Result> result = told(players.submit(() -> matrix.kill(point)), table);
                    result.ifPresentOrElse(sum::add, sum::addFailed);
                    failed += result.isEmpty() ? 1 : 0;
                }
                points += results.size();
                sums.add(sum.line());
                System.out.println(sum.line());
            }
        } finally {
            players.shutdownNow();
        }
        String end = LocalDate.now(ZoneOffset.UTC) + ": " + points + " points, " + failed + " failed";
        table.addAll(sums);
        table.add(end);
        System.out.println(end);
        Files.write(Path.of("target", "kill-matrix.txt"), table);
        System.exit(failed == 0 ? 0 : 1);
    }

    /** A story may go another way, too, where its devices and its platform are slower or faster than its citizen; it is begun twice at the most. */
    private static List<KillMatrix.Point> points(KillMatrix matrix, KillStory story) throws IOException {
        try {
            return matrix.points(story);
        } catch (AssertionError | IOException another) {
            System.out.println("once more: " + another.getMessage());
            return matrix.points(story);
        }
    }

    /** Tells what came of a point; empty if not all was accounted for. */
    private static Optional<KillMatrix.Result> told(Future<KillMatrix.Result> playing, List<String> table)
            throws InterruptedException {
        String line;
        Optional<KillMatrix.Result> result = Optional.empty();
        try {
            result = Optional.of(playing.get());
            line = result.get().line();
        } catch (ExecutionException e) {
            line = "FAILED " + e.getCause().getMessage();
        }
        System.out.println(line);
        table.add(line);
        return result;
    }
}
