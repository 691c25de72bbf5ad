/** Things that this unit hands out or takes in: cards from its dispenser, what lies in the boxes of its locker. */
@NullMarked
package org.zizhu.kiosk.collection;

import org.jspecify.annotations.NullMarked;
