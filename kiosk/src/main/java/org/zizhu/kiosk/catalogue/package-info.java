/** The items that this unit offers, from files: public guide, needs and steps. */
@NullMarked
package org.zizhu.kiosk.catalogue;

import org.jspecify.annotations.NullMarked;
