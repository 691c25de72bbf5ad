package org.zizhu.fleet.command;

/** What comes of ordering something. */
public sealed interface Ordered {

    /** It is durable, and goes to the unit now or when it is there. */
    record Taken(Command command) implements Ordered {}

    record Refused(Why why) implements Ordered {}

    /** Why nothing was ordered. */
    enum Why {
        UNIT_UNKNOWN,
        /** The unit has been revoked or quarantined. */
        UNIT_BARRED,
        /** The key was used for another command. */
        KEY_REUSED,
        /** So much waits for this unit already that nobody can mean it. */
        TOO_MANY
    }
}
