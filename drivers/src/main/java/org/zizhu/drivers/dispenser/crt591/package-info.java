/** Driver for Creator CRT-591-M card dispensers (and CRT-571 readers that speak the same), on a serial line. */
@NullMarked
package org.zizhu.drivers.dispenser.crt591;

import org.jspecify.annotations.NullMarked;
