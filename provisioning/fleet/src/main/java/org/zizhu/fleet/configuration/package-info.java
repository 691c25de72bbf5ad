/** By what units should go, by what they say they go, and how a new version comes from a few of them to all. */
@NullMarked
package org.zizhu.fleet.configuration;

import org.jspecify.annotations.NullMarked;
