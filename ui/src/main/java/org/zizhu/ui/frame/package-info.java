/** What stays around every screen: header, footer, the question for more time, the keyboard. */
@NullMarked
package org.zizhu.ui.frame;

import org.jspecify.annotations.NullMarked;
