/** What is reached over HTTP. */
@NullMarked
package org.zizhu.fleet.api;

import org.jspecify.annotations.NullMarked;
