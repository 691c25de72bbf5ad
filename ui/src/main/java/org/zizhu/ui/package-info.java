/** The kiosk's window: pixels and touch. */
@NullMarked
package org.zizhu.ui;

import org.jspecify.annotations.NullMarked;
