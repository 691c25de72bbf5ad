/** The sandbox city: a reference government platform. */
@NullMarked
package org.zizhu.platform;

import org.jspecify.annotations.NullMarked;
