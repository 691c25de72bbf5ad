/** Lock boards on an RS-485 bus that speak frames of 80, 81 and 8A. */
@NullMarked
package org.zizhu.drivers.locker.rs485;

import org.jspecify.annotations.NullMarked;
