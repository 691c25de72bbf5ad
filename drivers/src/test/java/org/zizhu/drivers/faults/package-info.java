/**
 * The table <i>device × state × fault</i>, each cell of which is proven against the device's emulator over its real transport.
 *
 * <p>A device has one chapter: a test class in the driver's own package, which names the states that the device can be in,
 * and says of each {@link org.zizhu.drivers.faults.Fault} how it is inflicted and healed on the emulator and what the driver
 * answers in each state, or why it can't happen to this device:
 *
 * <pre>
 * class SamVFaultsTest {
 *     &#64;TestFactory
 *     Stream&lt;DynamicTest&gt; everyFaultInEveryState_isAnswered() {
 *         return Chapter.of("Identity card reader", List.of("sam-v"), Reader::new)
 *                 .state("idle", reader -&gt; {})
 *                 .underWay("waiting for a card", reader -&gt; reader.driver.read(TEXT_AND_PHOTO, LONG))
 *                 .fault(UNPLUG, Reader::unplug, Reader::replug, Answer.shows(NO_DEVICE, "link-lost"))
 *                 .never(JAM, "has no moving parts")
 *                 …
 *                 .tests();
 *     }
 *
 *     // A Rig: the driver, started, on its emulator, and a short job that shows that it works.
 *     private static final class Reader implements Rig { … }
 * }
 * </pre>
 *
 * A cell that is neither answered nor excused is a failed test of that name. What was proven is the page
 * {@code drivers/faults/NAME.md}, NAME being the first of the drivers; a test fails when the committed page says something
 * else. {@code -Dfaults.renew=true} writes the page anew.
 */
@NullMarked
package org.zizhu.drivers.faults;

import org.jspecify.annotations.NullMarked;
