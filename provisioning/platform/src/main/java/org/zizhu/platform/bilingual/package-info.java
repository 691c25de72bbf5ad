/** Words in Chinese and English. */
@NullMarked
package org.zizhu.platform.bilingual;

import org.jspecify.annotations.NullMarked;
