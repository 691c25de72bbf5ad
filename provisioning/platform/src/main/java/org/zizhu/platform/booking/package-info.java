/** Booked appointments (预约) and who has come for theirs. */
@NullMarked
package org.zizhu.platform.booking;

import org.jspecify.annotations.NullMarked;
