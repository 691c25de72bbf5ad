/** What units are told to do, and what came of it. */
@NullMarked
package org.zizhu.fleet.command;

import org.jspecify.annotations.NullMarked;
