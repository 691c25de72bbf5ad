/** What can go wrong with a platform, at the flick of a switch. */
@NullMarked
package org.zizhu.platform.fault;

import org.jspecify.annotations.NullMarked;
