/** The city's keys: its certificate authority, and the signature on documents. */
@NullMarked
package org.zizhu.platform.trust;

import org.jspecify.annotations.NullMarked;
