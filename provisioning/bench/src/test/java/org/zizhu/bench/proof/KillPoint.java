package org.zizhu.bench.proof;

/** Where in a certificate visit the power is cut, and what must have become of the document then. */
enum KillPoint {
    CARD_READ("the citizen has identified", 0, Fate.NEVER_ISSUED),
    ISSUE_INTENT("entry 1: ISSUE INTENT", 1, Fate.NEVER_ISSUED),
    ISSUE_UNANSWERED("the platform has issued, its answer is under way", 0, Fate.REVOKED),
    ISSUE_DONE("entry 2: ISSUE DONE", 2, Fate.REVOKED),
    PRINT_INTENT("entry 3: PRINT INTENT", 3, Fate.REVOKED),
    PAGE_1_MOVES("page 1 of 2 is on its way", 0, Fate.IN_HAND),
    PAGE_1_OUT("page 1 of 2 is out", 0, Fate.IN_HAND),
    PRINT_DONE("entry 4: PRINT DONE", 4, Fate.IN_HAND),
    PRINT_DONE_NOBODY_LEFT("entry 4: PRINT DONE, and the citizen has run away", 4, Fate.LEFT_BEHIND),
    TAKE_INTENT("entry 5: TAKE INTENT", 5, Fate.IN_HAND),
    TAKE_DONE("entry 6: TAKE DONE", 6, Fate.IN_HAND),
    RECEIPT_INTENT("entry 7: RECEIPT INTENT", 7, Fate.IN_HAND),
    RECEIPT_DONE("entry 8: RECEIPT DONE", 8, Fate.IN_HAND),
    DELIVERY_UNANSWERED("the outbox is being sent", 0, Fate.IN_HAND);

    /** What has become of the paper and of the document on record. */
    enum Fate {
        NEVER_ISSUED(0),
        /** Issued, and never printed. */
        REVOKED(0),
        /** Printed; the citizen has it. */
        IN_HAND(2),
        /** Printed, and cancelled because nobody took it. */
        LEFT_BEHIND(2);

        final int pages;

        Fate(int pages) {
            this.pages = pages;
        }
    }

    final String when;
    final int entries;
    final Fate fate;

    KillPoint(String when, int entries, Fate fate) {
        this.when = when;
        this.entries = entries;
        this.fate = fate;
    }

    /** Each has a unit of its own. */
    String terminal() {
        return "ZZ-" + name().replace('_', '-');
    }

    /** The city has to be ill for it, so that it has one of its own. */
    boolean needsIllCity() {
        return this == ISSUE_UNANSWERED || this == DELIVERY_UNANSWERED;
    }

    /** The paper lies in the tray when the kiosk is switched on again, and its holder stands there. */
    boolean paperLies() {
        return this == PAGE_1_MOVES || this == PAGE_1_OUT || this == PRINT_DONE || this == TAKE_INTENT;
    }

    @Override
    public String toString() {
        return when;
    }
}
