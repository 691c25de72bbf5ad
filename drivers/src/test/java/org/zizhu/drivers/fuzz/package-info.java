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
 * target/fuzz.txt}. Own code rather than a property library: those generate values and shrink them, whereas what finds
 * defects here are mutations of captured bytes cut into pieces, which is a page of code.
 */
@NullMarked
package org.zizhu.drivers.fuzz;

import org.jspecify.annotations.NullMarked;
