package org.zizhu.drivers.face.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zizhu.drivers.face.onnx.FaceSight;

/** How long each step took, of many pictures. */
public final class StepTimes {
    private final Map<FaceSight.Step, List<Double>> millis = new EnumMap<>(FaceSight.Step.class);

    /** One picture's. */
    public void add(Map<FaceSight.Step, Duration> took) {
        took.forEach((step, time) ->
                millis.computeIfAbsent(step, unused -> new ArrayList<>()).add(time.toNanos() / 1e6));
    }

    /** The middle one; 0 for a step that no picture came to. */
    public double median(FaceSight.Step step) {
        List<Double> sorted = new ArrayList<>(millis.getOrDefault(step, List.of()));
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(Math.floorDiv(sorted.size(), 2));
    }

    /** All steps of one picture. */
    public double sum() {
        double sum = 0;
        for (FaceSight.Step step : FaceSight.Step.values()) {
            sum += median(step);
        }
        return sum;
    }

    /** Each step in words. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (FaceSight.Step step : FaceSight.Step.values()) {
            words.append(step.name().toLowerCase(Locale.ROOT))
                    .append(String.format(Locale.ROOT, " %.1f, ", median(step)));
        }
        return words + String.format(Locale.ROOT, "together %.1f ms", sum());
    }
}
