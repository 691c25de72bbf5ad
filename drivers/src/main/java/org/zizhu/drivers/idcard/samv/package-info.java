/** Driver for identity card readers with a SAM-V module (GA 467), on a serial line. */
@NullMarked
package org.zizhu.drivers.idcard.samv;

import org.jspecify.annotations.NullMarked;
