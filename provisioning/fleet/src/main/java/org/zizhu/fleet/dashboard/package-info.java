/** What people at the centre see in a browser: pages rendered here, each only of what its reader may see. */
@NullMarked
package org.zizhu.fleet.dashboard;

import org.jspecify.annotations.NullMarked;
