/** The unit's voice. */
@NullMarked
package org.zizhu.drivers.speaker;

import org.jspecify.annotations.NullMarked;
