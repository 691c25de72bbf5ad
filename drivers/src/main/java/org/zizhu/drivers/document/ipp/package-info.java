/** Document printers on the network, by IPP. */
@NullMarked
package org.zizhu.drivers.document.ipp;

import org.jspecify.annotations.NullMarked;
