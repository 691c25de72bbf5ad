/** What a device of the cabinet is to the rest of a unit: contracts and the status vocabulary (XFS4IoT words). */
@NullMarked
package org.zizhu.drivers;

import org.jspecify.annotations.NullMarked;
