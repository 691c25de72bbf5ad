/** The few parts that every screen is made of. */
@NullMarked
package org.zizhu.ui.part;

import org.jspecify.annotations.NullMarked;
