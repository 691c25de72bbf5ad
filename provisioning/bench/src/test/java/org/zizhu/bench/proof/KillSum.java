package org.zizhu.bench.proof;

import java.util.Map;
import java.util.TreeMap;

/** All points of one story in one line, as the module's page has it. */
final class KillSum {

    private final KillStory story;
    private int points;
    private int cut;
    private int again;
    private int failed;

    /** What became of the goods, and at how many points. */
    private final Map<String, Integer> ends = new TreeMap<>();

    KillSum(KillStory story) {
        this.story = story;
    }

    void add(KillMatrix.Result result) {
        points++;
        cut += result.cut() ? 1 : 0;
        ends.merge(result.end(), 1, Integer::sum);
    }

    /** One did not hold, or was not come to, and is played once more. */
    void playsAgain() {
        again++;
    }

    void addFailed() {
        points++;
        failed++;
    }

    String line() {
        StringBuilder what = new StringBuilder();
        ends.forEach((end, count) -> what.append(what.isEmpty() ? "" : "; ")
                .append(end)
                .append(" × ")
                .append(count));
        return "| %s | %d | %d | %s | %d | %d |".formatted(story, points, cut, what, again, failed);
    }
}
