/** The boundary to the user interface: what is shown ({@link org.zizhu.kiosk.screen.View}) and what comes back ({@link org.zizhu.kiosk.screen.Action}). */
@NullMarked
package org.zizhu.kiosk.screen;

import org.jspecify.annotations.NullMarked;
