/** How a receipt becomes dots on paper: fonts, line breaks and the composition of each part. */
@NullMarked
package org.zizhu.drivers.receipt.layout;

import org.jspecify.annotations.NullMarked;
