/** Pictures from the unit's camera. */
@NullMarked
package org.zizhu.drivers.camera;

import org.jspecify.annotations.NullMarked;
