/** The port to the government platform, and its adapter over HTTPS with client certificates. */
@NullMarked
package org.zizhu.kiosk.platform;

import org.jspecify.annotations.NullMarked;
