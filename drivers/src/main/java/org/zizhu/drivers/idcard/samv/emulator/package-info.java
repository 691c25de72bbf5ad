/** The SAM-V module as a program on a pseudo terminal, with synthetic cards and scriptable faults. */
@NullMarked
package org.zizhu.drivers.idcard.samv.emulator;

import org.jspecify.annotations.NullMarked;
