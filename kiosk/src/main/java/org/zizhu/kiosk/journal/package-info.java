/** What the unit has done and is about to do, durably: intents and outcomes, and the outbox to the platform. */
@NullMarked
package org.zizhu.kiosk.journal;

import org.jspecify.annotations.NullMarked;
