package org.zizhu.fleet.group;

/** What came of changing a group. */
public sealed interface Grouped {

    record Done(long number) implements Grouped {}

    record Refused(Why why) implements Grouped {}

    /** Why nothing was changed. */
    enum Why {
        /** Also one that is not theirs to see. */
        GROUP_UNKNOWN,
        NOT_ALLOWED,
        /** No name can be so: empty, too long, more than a line, or with a number like somebody's. */
        NAME_WRONG,
        /** Another group of the same division has it. */
        NAME_TAKEN,
        /** A unit does not stand in the group's division, or there is none of that id. */
        UNIT_ELSEWHERE,
        /** It is not dissolved while units are in it. */
        NOT_EMPTY
    }
}
