/** Cases (办件) and how far they have come. */
@NullMarked
package org.zizhu.platform.casework;

import org.jspecify.annotations.NullMarked;
