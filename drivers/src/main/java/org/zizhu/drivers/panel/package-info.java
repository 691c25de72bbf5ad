/** Doors, presence, lights and relays of the cabinet itself. */
@NullMarked
package org.zizhu.drivers.panel;

import org.jspecify.annotations.NullMarked;
