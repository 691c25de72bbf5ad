/** Codes that citizens show: those that the city signs itself, and those that stand for other applications' codes. */
@NullMarked
package org.zizhu.platform.qr;

import org.jspecify.annotations.NullMarked;
