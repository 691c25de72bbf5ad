/** The panel on an input and relay board that speaks Modbus RTU. */
@NullMarked
package org.zizhu.drivers.panel.modbus;

import org.jspecify.annotations.NullMarked;
