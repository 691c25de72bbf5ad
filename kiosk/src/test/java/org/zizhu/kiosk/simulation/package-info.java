/** A kiosk lived through in simulated time from a seed, with all that can go wrong, and every invariant looked at after each event. */
@NullMarked
package org.zizhu.kiosk.simulation;

import org.jspecify.annotations.NullMarked;
