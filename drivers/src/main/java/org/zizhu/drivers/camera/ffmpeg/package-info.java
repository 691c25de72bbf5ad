/** A camera seen through ffmpeg: a child process that can neither crash the unit nor leak into it. */
@NullMarked
package org.zizhu.drivers.camera.ffmpeg;

import org.jspecify.annotations.NullMarked;
