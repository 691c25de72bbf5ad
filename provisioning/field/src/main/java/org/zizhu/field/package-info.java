/** What field staff do at a unit from its command line. */
@NullMarked
package org.zizhu.field;

import org.jspecify.annotations.NullMarked;
