/** Identity card readers: the contract, the four card layouts, and the SAM-V driver. */
@NullMarked
package org.zizhu.drivers.idcard;

import org.jspecify.annotations.NullMarked;
