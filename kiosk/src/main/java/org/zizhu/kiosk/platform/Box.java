package org.zizhu.kiosk.platform;

import org.zizhu.kiosk.screen.Text;

/**
 * A box of this unit's locker, and what it is opened for.
 *
 * @param handle of this one opening at the platform; says nothing of anybody
 * @param box as on its label
 * @param what lies in it, or is to be put there
 */
public record Box(String handle, int box, Text what) {}
