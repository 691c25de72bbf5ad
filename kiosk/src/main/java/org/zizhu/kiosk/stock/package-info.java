/** What the unit uses up: counted, forecast, and warned about before it runs out. */
@NullMarked
package org.zizhu.kiosk.stock;

import org.jspecify.annotations.NullMarked;
