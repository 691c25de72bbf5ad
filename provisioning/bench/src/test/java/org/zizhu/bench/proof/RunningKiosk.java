package org.zizhu.bench.proof;

import org.zizhu.kiosk.screen.Action;

/** A kiosk that runs, in this process or in one of its own; what it shows is told to whoever started it. */
interface RunningKiosk extends AutoCloseable {

    /** Touches the view. */
    void touch(long view, Action action);

    @Override
    void close();
}
