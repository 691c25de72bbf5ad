/** What emulators of devices share: their line, their age and their faults. */
@NullMarked
package org.zizhu.drivers.emulator;

import org.jspecify.annotations.NullMarked;
