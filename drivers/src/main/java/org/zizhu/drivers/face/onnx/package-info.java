/**
 * The matcher that computes with ONNX Runtime: five networks from a folder that a site may replace. How each wants its input
 * is in the class that stands for it; {@code decisions/2-faces-on-the-unit.md} says where they come from.
 */
@NullMarked
package org.zizhu.drivers.face.onnx;

import org.jspecify.annotations.NullMarked;
