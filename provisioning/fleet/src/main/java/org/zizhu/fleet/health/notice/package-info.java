/** How people are told of alarms: by webhook and by mail, until it has arrived. */
@NullMarked
package org.zizhu.fleet.health.notice;

import org.jspecify.annotations.NullMarked;
