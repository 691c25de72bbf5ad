/** Handing out and taking back of cards (发卡机). */
@NullMarked
package org.zizhu.drivers.dispenser;

import org.jspecify.annotations.NullMarked;
