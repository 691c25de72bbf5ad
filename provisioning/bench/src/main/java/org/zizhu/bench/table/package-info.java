/** What lies on the table: the emulated devices, the sandbox city, and the kiosk with its plug. */
@NullMarked
package org.zizhu.bench.table;

import org.jspecify.annotations.NullMarked;
