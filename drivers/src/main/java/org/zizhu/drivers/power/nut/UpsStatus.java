package org.zizhu.drivers.power.nut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zizhu.drivers.power.PowerState.Source;

/** The words of {@code ups.status} (NUT, docs/new-drivers.txt), in any order; those that are not known tell nothing. */
record UpsStatus(Set<String> words) {

    /** What staff should know, most important first. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("FSD", "forced-shutdown");
        REASONS.put("LB", "battery-low");
        REASONS.put("OB", "on-battery");
        REASONS.put("OFF", "output-off");
        REASONS.put("RB", "replace-battery");
        REASONS.put("ALARM", "alarm");
        REASONS.put("OVER", "overload");
        REASONS.put("BYPASS", "bypass");
        REASONS.put("CAL", "calibrating");
    }

    static UpsStatus of(String value) {
        return new UpsStatus(Set.copyOf(Arrays.asList(value.strip().split(" +", -1))));
    }

    /** What it says of its source; a supply that says neither, or both, knows as little as one that does not answer. */
    Source source() {
        boolean line = words.contains("OL");
        boolean battery = words.contains("OB");
        return line == battery ? Source.UNKNOWN : line ? Source.MAINS : Source.BATTERY;
    }

    /** On battery and about to go out; a forced shutdown has been ordered to end so, whatever the mains do meanwhile. */
    boolean aboutToGoOut() {
        return words.contains("FSD") || (words.contains("LB") && source() == Source.BATTERY);
    }

    /** It works, and its outlets are off. */
    boolean suppliesNothing() {
        return words.contains("OFF");
    }

    /** The same while its mains are not believed to be back. */
    UpsStatus stillOnBattery() {
        return new UpsStatus(
                words.stream().map(word -> word.equals("OL") ? "OB" : word).collect(Collectors.toUnmodifiableSet()));
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        REASONS.forEach((word, reason) -> {
            if (words.contains(word)) {
                reasons.add(reason);
            }
        });
        return reasons;
    }
}
