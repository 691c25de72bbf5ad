/** The register of real estate: what somebody owns. */
@NullMarked
package org.zizhu.platform.estate;

import org.jspecify.annotations.NullMarked;
