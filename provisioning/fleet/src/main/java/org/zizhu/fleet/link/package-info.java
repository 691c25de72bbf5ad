/** Connections of units: who is there, one session at a time. */
@NullMarked
package org.zizhu.fleet.link;

import org.jspecify.annotations.NullMarked;
