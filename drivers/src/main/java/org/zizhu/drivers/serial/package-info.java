/** Serial links: the verb, the real port, pseudo terminals, tracing and replay. */
@NullMarked
package org.zizhu.drivers.serial;

import org.jspecify.annotations.NullMarked;
