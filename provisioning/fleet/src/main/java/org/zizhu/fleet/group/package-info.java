/** Groups of units by name, across divisions. */
@NullMarked
package org.zizhu.fleet.group;

import org.jspecify.annotations.NullMarked;
