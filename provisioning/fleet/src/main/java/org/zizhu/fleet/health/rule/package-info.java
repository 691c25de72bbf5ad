/** What can be wrong with a unit: one class for each rule. */
@NullMarked
package org.zizhu.fleet.health.rule;

import org.jspecify.annotations.NullMarked;
