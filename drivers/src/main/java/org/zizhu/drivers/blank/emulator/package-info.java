/** The emulated mechanism behind a composed blank printer, on its three lines. */
@NullMarked
package org.zizhu.drivers.blank.emulator;

import org.jspecify.annotations.NullMarked;
