/** Reading of QR and bar codes that citizens show. */
@NullMarked
package org.zizhu.drivers.codescanner;

import org.jspecify.annotations.NullMarked;
