/** The units and their certificates: who may speak for which place. */
@NullMarked
package org.zizhu.fleet.unit;

import org.jspecify.annotations.NullMarked;
