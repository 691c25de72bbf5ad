/** Chip cards that were never issued, the slot that they lie in, and the ways to it: an own card service, and the virtual reader of the real one. */
@NullMarked
package org.zizhu.drivers.chipcard.emulator;

import org.jspecify.annotations.NullMarked;
