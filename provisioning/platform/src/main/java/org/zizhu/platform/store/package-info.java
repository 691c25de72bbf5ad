/** The city's SQLite file: reads, and writes that are committed in groups. */
@NullMarked
package org.zizhu.platform.store;

import org.jspecify.annotations.NullMarked;
