/** What people and households owe to offices of the city (应缴), and that it was paid. */
@NullMarked
package org.zizhu.platform.due;

import org.jspecify.annotations.NullMarked;
