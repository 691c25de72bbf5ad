/** What is wrong in the fleet: which alarms there are, who has acknowledged them, and when they end. */
@NullMarked
package org.zizhu.fleet.health;

import org.jspecify.annotations.NullMarked;
