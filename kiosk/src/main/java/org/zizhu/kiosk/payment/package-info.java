/** Money: what is to be paid, one payment from its intent to its end, and the words for sums. */
@NullMarked
package org.zizhu.kiosk.payment;

import org.jspecify.annotations.NullMarked;
