/** A CRT-591-M on a pseudo terminal: its cards, its way for them, and all that can go wrong with both. */
@NullMarked
package org.zizhu.drivers.dispenser.crt591.emulator;

import org.jspecify.annotations.NullMarked;
