/** The life of a driver: its own thread, reconnection, and commands that complete exactly once. */
@NullMarked
package org.zizhu.drivers.loop;

import org.jspecify.annotations.NullMarked;
