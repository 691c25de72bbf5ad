/** Units in the large: who they are, what they say, and what they are told. */
@NullMarked
package org.zizhu.fleet;

import org.jspecify.annotations.NullMarked;
