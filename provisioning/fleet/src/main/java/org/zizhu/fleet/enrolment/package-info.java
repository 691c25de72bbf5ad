/** How a bare unit becomes one of the fleet, and stays it. */
@NullMarked
package org.zizhu.fleet.enrolment;

import org.jspecify.annotations.NullMarked;
