/** Certificates and statements: their pages, their issue, and what became of them. */
@NullMarked
package org.zizhu.platform.document;

import org.jspecify.annotations.NullMarked;
