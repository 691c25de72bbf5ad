package org.zizhu.kiosk.journal;

/** What an entry says of its step. */
public enum Phase {
    /** The step's effect on the world is about to happen; written durably before it may. */
    INTENT,
    /** It happened. */
    DONE,
    /** It certainly did not happen, or was undone. */
    FAILED,
    /** Nobody knows: to be settled by asking the world, else by a person. Never done again blindly. */
    UNKNOWN
}
