package org.zizhu.kiosk.visit;

/** The visit ends here, wherever it was; what is open then is settled by whoever opened it. */
public final class VisitOver extends Exception {

    /** Why it ended. */
    public enum Why {
        /** The citizen said so. */
        ENDED,
        /** Nobody touched the kiosk any more. */
        WALKED_AWAY,
        /** It was no citizen's: staff have come and gone. */
        STAFF_LEFT,
        /** The mains have failed, and nothing was under way that had to be finished. */
        POWER_FAILED,
        /** It could not go on. */
        FAILED,
        /** The unit is being shut down. */
        CLOSING
    }

    private final Why why;

    public VisitOver(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
