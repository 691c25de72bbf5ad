/** The fleet's own certificate authority. */
@NullMarked
package org.zizhu.fleet.trust;

import org.jspecify.annotations.NullMarked;
