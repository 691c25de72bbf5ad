/** What may stand in the log. */
@NullMarked
package org.zizhu.fleet.log;

import org.jspecify.annotations.NullMarked;
