package org.zizhu.bench.benchmark;

import java.util.List;

/** Order statistics of a handful of measurements. */
final class Medians {
    private Medians() {}

    static double median(List<Double> values) {
        return percentile(values, 50);
    }

    /** The smallest value that at least so many per cent do not exceed; NaN of nothing. */
    static double percentile(List<Double> values, int percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(0, rank - 1));
    }
}
