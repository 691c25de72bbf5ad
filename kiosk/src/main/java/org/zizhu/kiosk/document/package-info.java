/** Sealed documents: verified before they are printed. */
@NullMarked
package org.zizhu.kiosk.document;

import org.jspecify.annotations.NullMarked;
