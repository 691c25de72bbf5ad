/** The kinds of step of which items are made; each is one class. */
@NullMarked
package org.zizhu.kiosk.step;

import org.jspecify.annotations.NullMarked;
