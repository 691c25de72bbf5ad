/** Card readers by PC/SC: one that the system's card service (pcscd) knows. */
@NullMarked
package org.zizhu.drivers.chipcard.pcsc;

import org.jspecify.annotations.NullMarked;
