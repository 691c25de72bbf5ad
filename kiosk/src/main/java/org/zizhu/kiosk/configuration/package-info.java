/** What a unit goes by that its centre may change: hotline, hours, times and the catalogue of items. */
@NullMarked
package org.zizhu.kiosk.configuration;

import org.jspecify.annotations.NullMarked;
