/** The operations log: what happened to the unit, for operators, engineers and auditors; chained, signed, and nothing personal in it. */
@NullMarked
package org.zizhu.kiosk.operations;

import org.jspecify.annotations.NullMarked;
