/** Social-insurance contributions, month by month. */
@NullMarked
package org.zizhu.platform.insurance;

import org.jspecify.annotations.NullMarked;
