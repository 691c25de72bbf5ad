/** With what a bare unit is to be set up: contract.md §11. */
@NullMarked
package org.zizhu.fleet.setup;

import org.jspecify.annotations.NullMarked;
