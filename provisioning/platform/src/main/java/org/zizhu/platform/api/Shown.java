package org.zizhu.platform.api;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that one person has shown in a session.
 *
 * @param witnesses for each evidence the serial number of the staff certificate that answered for it; empty where nobody had to
 */
record Shown(SortedMap<Evidence, String> witnesses) {

    static final Shown NOTHING = new Shown(new TreeMap<>());

    Shown {
        witnesses = Collections.unmodifiableSortedMap(new TreeMap<>(witnesses));
    }

    static Shown only(Evidence evidence) {
        return new Shown(new TreeMap<>(Map.of(evidence, "")));
    }

    Set<Evidence> evidences() {
        return witnesses.keySet();
    }

    /** As it stands on record: {@code ID_CARD ATTENDANT:5eb}. */
    String words() {
        return witnesses.entrySet().stream()
                .map(one -> one.getKey() + (one.getValue().isEmpty() ? "" : ":" + one.getValue()))
                .collect(Collectors.joining(" "));
    }
}
