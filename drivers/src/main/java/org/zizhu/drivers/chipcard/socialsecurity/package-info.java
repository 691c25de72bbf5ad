/** The social security card (社会保障卡): what of it can be read freely, and how (LD/T 32-2015, V2.0 and V3.0 file structures). */
@NullMarked
package org.zizhu.drivers.chipcard.socialsecurity;

import org.jspecify.annotations.NullMarked;
