/** Non-tax revenue (非税): codes of the treasury's platform, opaque to us. */
@NullMarked
package org.zizhu.platform.payment.treasury;

import org.jspecify.annotations.NullMarked;
