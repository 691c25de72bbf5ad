package org.zizhu.kiosk.visit;

import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.journal.Journal;

/** What the centre that looks after the fleet wants of this unit. */
public record Centre(Closures closures, Notice notice, Errands errands) {

    /** As the journal has it from before; nothing else is wanted. */
    public static Centre of(Journal journal, MonotonicClock clock) {
        return new Centre(new Closures(journal), new Notice(clock), new Errands());
    }
}
