/** What {@code ./run benchmark} measures: ratios, side by side in one run. */
@NullMarked
package org.zizhu.bench.benchmark;

import org.jspecify.annotations.NullMarked;
