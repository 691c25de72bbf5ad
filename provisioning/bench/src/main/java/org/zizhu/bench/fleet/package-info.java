/** The fleet on the table. */
@NullMarked
package org.zizhu.bench.fleet;

import org.jspecify.annotations.NullMarked;
