package org.zizhu.field;

import org.zizhu.kiosk.screen.Text;

/**
 * What came of testing one device.
 *
 * @param name the device's own
 * @param what its class, as people call it
 * @param found what it said of itself: what it has found, or the reason why not
 * @param facts its model, firmware and the like, on one line
 */
record Evidence(String name, Text what, boolean passed, String found, String facts) {}
