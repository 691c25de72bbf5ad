package org.zizhu.kiosk.simulation;

import org.zizhu.kiosk.screen.View;

/** Whoever stands at the kiosk. */
interface Visitor {

    /** The kiosk shows this now. */
    void sees(View view);

    /** Everything has gone dark. */
    void darkens();

    /** Whether a screen names somebody else than those who stand here. */
    boolean namesOthers(View view);
}
