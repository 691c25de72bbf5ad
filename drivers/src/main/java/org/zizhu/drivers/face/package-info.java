/**
 * Faces, one to one: whether who stands before the camera is who a reference photo shows, and is really standing there. There
 * is no gallery here, and nothing is kept: frames and templates live as long as one check. Words and measures are those of
 * ISO/IEC 19795 (FMR, FNMR) and ISO/IEC 30107-3 (APCER, BPCER).
 */
@NullMarked
package org.zizhu.drivers.face;

import org.jspecify.annotations.NullMarked;
