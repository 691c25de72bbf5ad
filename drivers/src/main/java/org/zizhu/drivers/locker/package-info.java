/** Lockers for certificates and material (证照柜). */
@NullMarked
package org.zizhu.drivers.locker;

import org.jspecify.annotations.NullMarked;
