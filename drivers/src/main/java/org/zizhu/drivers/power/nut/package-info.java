/** Power supplies that a NUT server (Network UPS Tools) looks after. */
@NullMarked
package org.zizhu.drivers.power.nut;

import org.jspecify.annotations.NullMarked;
