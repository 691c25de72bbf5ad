/** Alipay: the citizen scans a code that was ordered before (当面付, precreate). */
@NullMarked
package org.zizhu.platform.payment.alipay;

import org.jspecify.annotations.NullMarked;
