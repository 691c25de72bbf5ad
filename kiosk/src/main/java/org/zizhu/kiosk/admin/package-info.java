/** What staff do at the kiosk's own screen: they sign in by card and PIN, see how the unit is, and take it out of service and back. */
@NullMarked
package org.zizhu.kiosk.admin;

import org.jspecify.annotations.NullMarked;
