/** All units at a glance. */
@NullMarked
package org.zizhu.fleet.overview;

import org.jspecify.annotations.NullMarked;
