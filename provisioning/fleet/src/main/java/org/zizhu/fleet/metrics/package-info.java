/** What Prometheus reads of the server. */
@NullMarked
package org.zizhu.fleet.metrics;

import org.jspecify.annotations.NullMarked;
