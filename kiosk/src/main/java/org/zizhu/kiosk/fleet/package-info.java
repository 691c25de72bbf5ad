/** The unit's side of the fleet: it enrols, tells the centre how it is, and does what the centre asks; the wire is contract.md of zizhu-fleet. */
@NullMarked
package org.zizhu.kiosk.fleet;

import org.jspecify.annotations.NullMarked;
