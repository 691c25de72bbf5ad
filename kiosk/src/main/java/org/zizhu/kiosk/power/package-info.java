/** What the unit does when its battery is about to go out. */
@NullMarked
package org.zizhu.kiosk.power;

import org.jspecify.annotations.NullMarked;
