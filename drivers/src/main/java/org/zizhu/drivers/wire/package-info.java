/** The wire log: what went over a device's link, masked, in a bounded ring. */
@NullMarked
package org.zizhu.drivers.wire;

import org.jspecify.annotations.NullMarked;
