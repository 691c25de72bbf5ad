/** The register of businesses: what somebody runs. */
@NullMarked
package org.zizhu.platform.business;

import org.jspecify.annotations.NullMarked;
