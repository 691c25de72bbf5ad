package org.zizhu.kiosk.simulation;

/** How the platform answers. What it could not tell it may have done all the same, at once or later. */
enum Mood {
    WELL("works"),
    SLOW("is slow"),
    UNREACHABLE("can't be reached"),
    SILENT("gives no answer in time"),
    BROKEN("says that it is broken"),
    NONSENSE("answers nonsense");

    private final String words;

    Mood(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
