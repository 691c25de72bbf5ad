/** The public page that says whether a document is genuine. */
@NullMarked
package org.zizhu.platform.verify;

import org.jspecify.annotations.NullMarked;
