package org.zizhu.kiosk.identity;

/** What something that was shown proves of whoever stands at the kiosk. */
public enum Proof {
    /** They hold what belongs to the person: a card, or a phone that is signed in as them. */
    POSSESSION,
    /** The person is here: their living face, or somebody of the staff who has looked at them. */
    PRESENCE,
    /** They know what only the person can: the code that was just sent to their phone. */
    KNOWLEDGE
}
