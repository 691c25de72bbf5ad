package org.zizhu.kiosk.step;

import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** A kind of step of which items are made. Its dialogue reads from top to bottom. */
@FunctionalInterface
public interface Step {

    /** Where the item goes from here. */
    enum Next {
        GO_ON,
        /** Back to the choice of items; what the step had begun has been settled. */
        LEAVE
    }

    Next perform(Matter matter) throws VisitOver;
}
