/**
 * Codes that a citizen shows: Zizhu's own signed ones, verified here and without the platform, and opaque ones of other
 * applications, which only the platform can resolve.
 */
@NullMarked
package org.zizhu.kiosk.identity.qr;

import org.jspecify.annotations.NullMarked;
