/** Receives citizens, one after another: from attract to farewell. */
@NullMarked
package org.zizhu.kiosk.reception;

import org.jspecify.annotations.NullMarked;
