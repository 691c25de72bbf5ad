/** Codes read from the pictures of a camera. */
@NullMarked
package org.zizhu.drivers.codescanner.camera;

import org.jspecify.annotations.NullMarked;
