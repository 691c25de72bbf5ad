package org.zizhu.fleet.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something unexpected, as the log has it: classes and places. Never an exception's words, which may repeat what somebody has typed, a row, or a
 * secret.
 */
public final class Defect {

    private static final int MOST_PLACES = 24;

    private Defect() {}

    /** In one line, with its causes. */
    public static String of(Throwable failure) {
        StringBuilder told = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
            told.append(told.isEmpty() ? "" : "; because of ")
                    .append(one.getClass().getName())
                    .append(Arrays.stream(one.getStackTrace())
                            .limit(MOST_PLACES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(", ", " at ", "")));
        }
        return told.toString();
    }
}
