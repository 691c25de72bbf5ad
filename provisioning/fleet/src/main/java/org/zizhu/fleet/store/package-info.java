/** What the fleet remembers, in SQLite or PostgreSQL. */
@NullMarked
package org.zizhu.fleet.store;

import org.jspecify.annotations.NullMarked;
