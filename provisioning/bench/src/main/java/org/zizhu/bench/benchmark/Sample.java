package org.zizhu.bench.benchmark;

import java.util.List;

/**
 * What was measured again and again.
 *
 * @param values at least one, in ascending order
 */
record Sample(List<Double> values) {

    Sample {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        values = values.stream().sorted().toList();
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that at least so many per cent of all do not exceed (nearest rank). */
    double percentile(int perCent) {
        int rank = Math.max(1, (values.size() * perCent + 99) / 100);
        return values.get(rank - 1);
    }
}
