/** The unit's uninterruptible power supply. */
@NullMarked
package org.zizhu.drivers.power;

import org.jspecify.annotations.NullMarked;
