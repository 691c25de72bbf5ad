package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.util.List;

/** Finds out one thing, or several that come of the same doing. */
interface Measurement {

    /** What is measured, for the line that says that it could not be. */
    String what();

    List<Result> take() throws NotMeasured, IOException, InterruptedException;
}
