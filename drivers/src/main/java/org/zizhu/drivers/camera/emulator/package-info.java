/** A camera that stands in for a real one: pictures of a booth, of somebody in it, and of codes that are held up. */
@NullMarked
package org.zizhu.drivers.camera.emulator;

import org.jspecify.annotations.NullMarked;
