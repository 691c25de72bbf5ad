/**
 * Money: what a terminal asks to have paid, what the providers say of it, and what became of each fen. Keys of merchants are here and
 * nowhere else.
 */
@NullMarked
package org.zizhu.platform.payment;

import org.jspecify.annotations.NullMarked;
