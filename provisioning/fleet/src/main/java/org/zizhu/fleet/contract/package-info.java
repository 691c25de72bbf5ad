/** What a unit and the fleet say to each other, as in contract.md. */
@NullMarked
package org.zizhu.fleet.contract;

import org.jspecify.annotations.NullMarked;
