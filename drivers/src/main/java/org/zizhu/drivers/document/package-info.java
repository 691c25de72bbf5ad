/** Document printers: the contract and the IPP driver. */
@NullMarked
package org.zizhu.drivers.document;

import org.jspecify.annotations.NullMarked;
