/** Security tokens that are reached by a PKCS#11 module: a TPM, a smart card, a hardware or software security module. */
@NullMarked
package org.zizhu.drivers.token;

import org.jspecify.annotations.NullMarked;
