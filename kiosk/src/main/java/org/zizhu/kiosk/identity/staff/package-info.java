/**
 * Whose staff card it is and what they may do (B5): the certificate judged by what the unit itself holds, so that it needs no
 * network, and for a bounded time only.
 */
@NullMarked
package org.zizhu.kiosk.identity.staff;

import org.jspecify.annotations.NullMarked;
