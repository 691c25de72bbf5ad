/** What units have reported, and what is so at present. */
@NullMarked
package org.zizhu.fleet.report;

import org.jspecify.annotations.NullMarked;
