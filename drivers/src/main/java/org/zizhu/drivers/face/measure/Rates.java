package org.zizhu.drivers.face.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * Two kinds of scores that a threshold should tell apart: those that ought to be above it (one person in two photos; a living
 * face) and those that ought to be below (two people; a picture of a face).
 */
public final class Rates {

    /** By the rule of three: what was not seen once in n trials is, 19 times of 20, rarer than 3 in n. */
    private static final double RULE_OF_THREE = 3;

    private final double[] above;
    private final double[] below;

    public Rates(double[] above, double[] below) {
        this.above = above.clone();
        this.below = below.clone();
        Arrays.sort(this.above);
        Arrays.sort(this.below);
    }

    public int countAbove() {
        return above.length;
    }

    public int countBelow() {
        return below.length;
    }

    /** Share of those that ought to be below and are not: FMR, APCER. */
    public double wronglyAbove(double threshold) {
        return below.length == 0 ? 0 : (double) (below.length - firstFrom(below, threshold)) / below.length;
    }

    /** Share of those that ought to be above and are not: FNMR, BPCER. */
    public double wronglyBelow(double threshold) {
        return above.length == 0 ? 0 : (double) firstFrom(above, threshold) / above.length;
    }

    /** Where both errors are equally frequent: the least that the greater of them can be. */
    public double equalErrorRate() {
        double least = 1;
        for (double[] scores : new double[][] {above, below}) {
            for (double score : scores) {
                // Just at a score, and just above it: between two scores nothing changes.
                for (double threshold : new double[] {score, Math.nextUp(score)}) {
                    least = Math.min(least, Math.max(wronglyAbove(threshold), wronglyBelow(threshold)));
                }
            }
        }
        return least;
    }

    /** The lowest threshold at which no more than that share is wrongly above. */
    public double thresholdFor(double wronglyAbove) {
        int allowed = (int) Math.floor(wronglyAbove * below.length);
        return allowed >= below.length ? -1 : Math.nextUp(below[below.length - 1 - allowed]);
    }

    private static int firstFrom(double[] sorted, double threshold) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < threshold) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** A share of so many trials in words; of none it says how sure that is. */
    public static String words(double share, int trials) {
        if (trials == 0) {
            return "–";
        }
        if (share == 0) {
            return String.format(Locale.ROOT, "0 %% (< %.2f %%)", 100 * Math.min(1, RULE_OF_THREE / trials));
        }
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
