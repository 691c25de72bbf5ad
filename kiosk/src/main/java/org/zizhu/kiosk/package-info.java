/** One unit: the visit and all that it needs, without bytes and pixels. */
@NullMarked
package org.zizhu.kiosk;

import org.jspecify.annotations.NullMarked;
