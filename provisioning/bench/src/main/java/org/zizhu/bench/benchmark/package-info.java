/** What {@code ./run benchmark} measures: start, touch, card, journal, documents and memory, each beside what it is compared with. */
@NullMarked
package org.zizhu.bench.benchmark;

import org.jspecify.annotations.NullMarked;
