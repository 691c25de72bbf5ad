package org.zizhu.kiosk.recovery;

import org.zizhu.kiosk.journal.OpenTransaction;

/**
 * One kind of thing that transactions do in the world, and how what a crash left of it is brought to an end: by asking the world, never by doing
 * it again.
 */
interface Participant {

    /** How far it has come. */
    enum Progress {
        /** Nothing is open. */
        SETTLED,
        /** Something is open, and what would have to be asked can't be asked at present. */
        UNSETTLED,
        /** Something of the interrupted visit lies where it can be taken, and its holder may still be here. */
        WAIT_FOR_PAPER
    }

    /** Whether a transaction is of this kind, by its entries. */
    boolean holds(OpenTransaction open);

    /** Settles it as far as it can be now. Writes what it has learned before it settles. */
    Progress settle(OpenTransaction open);
}
