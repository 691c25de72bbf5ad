/** The unit's own pages on loopback. */
@NullMarked
package org.zizhu.kiosk.web;

import org.jspecify.annotations.NullMarked;
