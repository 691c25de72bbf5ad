/** The whole on one table: emulated cabinet, kiosk, sandbox city, control panel. */
@NullMarked
package org.zizhu.bench;

import org.jspecify.annotations.NullMarked;
