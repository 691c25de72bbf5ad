/** The control panel in the browser: shows every thing on the table, and lets a person do to it what the world would. */
@NullMarked
package org.zizhu.bench.panel;

import org.jspecify.annotations.NullMarked;
