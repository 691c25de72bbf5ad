/** The cabinet: which devices a unit has, by its wiring file. */
@NullMarked
package org.zizhu.drivers.cabinet;

import org.jspecify.annotations.NullMarked;
