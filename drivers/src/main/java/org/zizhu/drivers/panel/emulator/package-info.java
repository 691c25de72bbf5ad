/** The input and relay board itself, on a pseudo terminal. */
@NullMarked
package org.zizhu.drivers.panel.emulator;

import org.jspecify.annotations.NullMarked;
