/** How things look and what the window itself says: fonts, tokens, icons, words in every language. */
@NullMarked
package org.zizhu.ui.look;

import org.jspecify.annotations.NullMarked;
