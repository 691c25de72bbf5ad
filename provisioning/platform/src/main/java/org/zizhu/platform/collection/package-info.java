/** What waits in terminals for citizens: new cards in stackers, and what lies in the boxes of lockers. */
@NullMarked
package org.zizhu.platform.collection;

import org.jspecify.annotations.NullMarked;
