/** A document printer that isn't there: real IPP over HTTP, with faults by script. */
@NullMarked
package org.zizhu.drivers.document.emulator;

import org.jspecify.annotations.NullMarked;
