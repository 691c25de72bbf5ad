/** Chip cards (IC 卡): the slot that holds one, and talking to it by APDU (ISO 7816-4). */
@NullMarked
package org.zizhu.drivers.chipcard;

import org.jspecify.annotations.NullMarked;
