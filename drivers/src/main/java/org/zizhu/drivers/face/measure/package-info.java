/**
 * How well faces are told apart, and from pictures of faces: measured on a site's own photos, in the words of ISO/IEC 19795-1 and
 * 30107-3. Nothing of the photos is kept or written.
 */
@NullMarked
package org.zizhu.drivers.face.measure;

import org.jspecify.annotations.NullMarked;
