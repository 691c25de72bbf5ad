/** A blank printer that is composed of a document printer, a scan engine and an input and output board. */
@NullMarked
package org.zizhu.drivers.blank.composed;

import org.jspecify.annotations.NullMarked;
