/**
 * The providers of the sandbox: they speak the real protocols over real sockets, check every signature, and misbehave when told to.
 */
@NullMarked
package org.zizhu.platform.payment.emulator;

import org.jspecify.annotations.NullMarked;
