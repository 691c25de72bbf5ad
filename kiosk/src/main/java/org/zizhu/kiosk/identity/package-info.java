/** Who it is: what citizens can show, what that proves, what an item demands, and the shortest way from one to the other. */
@NullMarked
package org.zizhu.kiosk.identity;

import org.jspecify.annotations.NullMarked;
