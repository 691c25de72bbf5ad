/** A citizen in software: sees what the kiosk's window shows, touches it by real input events, and handles card and paper. */
@NullMarked
package org.zizhu.bench.pilot;

import org.jspecify.annotations.NullMarked;
