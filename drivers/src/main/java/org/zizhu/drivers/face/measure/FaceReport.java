package org.zizhu.drivers.face.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zizhu.drivers.face.FacePolicy;

/** What was measured, in lines for people. */
final class FaceReport {

    /** What is asked of a border gate, and a good point to compare matchers at. */
    private static final double ONE_IN_A_THOUSAND = 0.001;

    private static final int FROM_HUNDREDTHS = 20;
    private static final int TO_HUNDREDTHS = 60;
    private static final int STEP_HUNDREDTHS = 5;

    private FaceReport() {}

    static List<String> of(Pairs pairs, FacePolicy policy) {
        Rates rates = pairs.rates();
        List<String> lines = new ArrayList<>();
        lines.add("%d people, %d photos (%d without exactly one face); %d genuine pairs, %d impostor pairs"
                .formatted(
                        pairs.people(), pairs.photos(), pairs.notAcquired(), rates.countAbove(), rates.countBelow()));
        if (rates.countAbove() == 0 || rates.countBelow() == 0) {
            lines.add("no rates: two photos of one person, and two people, are the least that they need");
            return lines;
        }
        double threshold = rates.thresholdFor(ONE_IN_A_THOUSAND);
        lines.add("EER " + Rates.words(rates.equalErrorRate(), Math.min(rates.countAbove(), rates.countBelow())));
        lines.add("FNMR at FMR 0.1 %% (similarity %.3f): %s"
                .formatted(threshold, Rates.words(rates.wronglyBelow(threshold), rates.countAbove())));
        if (rates.countBelow() * ONE_IN_A_THOUSAND < 1) {
            lines.add("  that is the best of all impostor pairs: they are too few for a rate of 0.1 %");
        }
        lines.addAll(table("similarity", "FMR", "FNMR", rates, FROM_HUNDREDTHS, TO_HUNDREDTHS));
        lines.add(at("accepted from", policy.accept(), "FMR", "FNMR", rates));
        lines.add(at("doubted from", policy.doubt(), "FMR", "FNMR", rates));
        lines.add("median ms a photo: " + pairs.times().words());
        return lines;
    }

    static List<String> of(Presentations presentations, FacePolicy policy) {
        Rates rates = presentations.rates();
        List<String> lines = new ArrayList<>();
        lines.add("%d bona fide presentations, %d attacks (%d pictures without exactly one face)"
                .formatted(rates.countAbove(), rates.countBelow(), presentations.notAcquired()));
        if (rates.countAbove() == 0 || rates.countBelow() == 0) {
            lines.add("no rates: both folders need pictures with a face");
            return lines;
        }
        lines.add("EER " + Rates.words(rates.equalErrorRate(), Math.min(rates.countAbove(), rates.countBelow())));
        lines.addAll(table("score", "APCER", "BPCER", rates, 10, 95));
        lines.add(at("alive from", policy.live(), "APCER", "BPCER", rates));
        lines.add(
                "by single pictures and passive liveness; a check takes the middle of five, and asks for a turn of the head");
        lines.add("median ms a picture: " + presentations.times().words());
        return lines;
    }

    private static List<String> table(
            String score, String wronglyAbove, String wronglyBelow, Rates rates, int from, int to) {
        List<String> lines = new ArrayList<>();
        lines.add("%12s  %18s  %18s".formatted(score, wronglyAbove, wronglyBelow));
        for (int hundredths = from; hundredths <= to; hundredths += STEP_HUNDREDTHS) {
            double threshold = hundredths / 100.0;
            lines.add(String.format(
                    Locale.ROOT,
                    "%12.2f  %18s  %18s",
                    threshold,
                    Rates.words(rates.wronglyAbove(threshold), rates.countBelow()),
                    Rates.words(rates.wronglyBelow(threshold), rates.countAbove())));
        }
        return lines;
    }

    private static String at(String what, double threshold, String wronglyAbove, String wronglyBelow, Rates rates) {
        return String.format(
                Locale.ROOT,
                "%s %.2f: %s %s, %s %s",
                what,
                threshold,
                wronglyAbove,
                Rates.words(rates.wronglyAbove(threshold), rates.countBelow()),
                wronglyBelow,
                Rates.words(rates.wronglyBelow(threshold), rates.countAbove()));
    }
}
