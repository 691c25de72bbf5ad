package org.zizhu.bench.pilot;

import java.util.List;

/**
 * What the citizen in software tells of the visit afterwards.
 *
 * @param outcome {@code done}, or why not
 * @param steps the screens, in order, and how long each was shown
 * @param touches how long each touch took to show another screen or another state of it
 * @param cardToNameMilliseconds from putting the card down to the first frame with the masked name; 0 if it never came
 */
public record Account(String outcome, List<Step> steps, List<Touch> touches, double cardToNameMilliseconds) {
    public static final String DONE = "done";

    /** Where it is written down, in the folder of the evidence. */
    public static final String FILE = "account.json";

    public record Step(String screen, long milliseconds) {}

    public record Touch(String id, double milliseconds) {}
}
