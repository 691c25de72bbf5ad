/** Settles what a crash or power cut left open, by asking the world. */
@NullMarked
package org.zizhu.kiosk.recovery;

import org.jspecify.annotations.NullMarked;
