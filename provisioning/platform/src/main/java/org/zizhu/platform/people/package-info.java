/** Who lives in the sandbox city, and what their cards say. Every person is synthetic and born before 1900. */
@NullMarked
package org.zizhu.platform.people;

import org.jspecify.annotations.NullMarked;
