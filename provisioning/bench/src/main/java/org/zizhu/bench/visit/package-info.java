/** The evidence that a scripted visit leaves. */
@NullMarked
package org.zizhu.bench.visit;

import org.jspecify.annotations.NullMarked;
