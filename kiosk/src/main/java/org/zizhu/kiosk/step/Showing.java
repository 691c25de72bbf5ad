package org.zizhu.kiosk.step;

import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** The dialogue in which a citizen shows one thing of those that say or confirm who they are. */
@FunctionalInterface
interface Showing {

    /** How it ended. */
    enum Outcome {
        /** The platform, or the unit where it can tell, has accepted it. */
        SHOWN,
        /** They want another way, or this one has come to its end. */
        OTHER_WAY,
        /** One step back. */
        BACK
    }

    /**
     * @param otherWay whether there is another way now, so that it may be offered
     */
    Outcome of(Matter matter, boolean otherWay) throws VisitOver;
}
