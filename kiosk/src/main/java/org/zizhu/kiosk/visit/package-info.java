/** One citizen at a time: the desk at which the visit asks and answers, and the visit itself. */
@NullMarked
package org.zizhu.kiosk.visit;

import org.jspecify.annotations.NullMarked;
