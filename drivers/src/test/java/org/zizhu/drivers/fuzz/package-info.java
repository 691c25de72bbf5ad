/**
 * Anything at all into a parser: captured frames that were damaged in every way that a line, an ill device or a malicious one
 * could, and pure noise, in pieces of any size.
 *
 * <pre>
 * &#64;Test
 * void anything_isCutWithoutHarm() {
 *     Fuzz.stream("SamVFrame.Cutter", SEEDS, () -&gt; {
 *         SamVFrame.Cutter cutter = new SamVFrame.Cutter();
 *         return piece -&gt; {
 *             cutter.add(piece, piece.length);
 *             while (cutter.next().isPresent()) {}
 *         };
 *     });
 * }
 * </pre>
 *
 * It fails by the input that threw, took too long or was kept, in hexadecimal. How many were tried is told in {@code
 * target/fuzz.txt}. These are the same inputs each time, and quick: own mutations rather than a property library, since those
 * generate values and shrink them. What looks for more is Jazzer, which follows the coverage: {@code ./run fuzz} gives each of
 * these parsers to it, with the same captured frames to begin with, for as long as it is told. Such a test has the tag
 * "fuzz".
 */
@NullMarked
package org.zizhu.drivers.fuzz;

import org.jspecify.annotations.NullMarked;
