/** Scan engines on a serial line, in the four dialects that are met. */
@NullMarked
package org.zizhu.drivers.codescanner.serial;

import org.jspecify.annotations.NullMarked;
