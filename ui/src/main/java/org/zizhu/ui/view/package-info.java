/** One view per type of {@link org.zizhu.kiosk.screen.Screen}. */
@NullMarked
package org.zizhu.ui.view;

import org.jspecify.annotations.NullMarked;
