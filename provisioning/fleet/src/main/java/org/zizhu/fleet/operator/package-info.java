/** The people at the centre: who they are, where and what they may do, and how they prove it. */
@NullMarked
package org.zizhu.fleet.operator;

import org.jspecify.annotations.NullMarked;
