/** What a kiosk asks, over HTTPS with its own certificate. The contract is openapi.yaml. */
@NullMarked
package org.zizhu.platform.api;

import org.jspecify.annotations.NullMarked;
