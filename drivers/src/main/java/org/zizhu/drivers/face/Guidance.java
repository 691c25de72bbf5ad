package org.zizhu.drivers.face;

/** The one thing that would make the next picture better; the most useful first. */
public enum Guidance {
    /** Nobody is before the camera. */
    STEP_BEFORE_THE_CAMERA,
    /** More than one face: the others step aside. */
    ONE_PERSON_ONLY,
    COME_CLOSER,
    STEP_BACK,
    /** The face is at the edge of the picture. */
    MOVE_TO_THE_MIDDLE,
    /** The light is behind the citizen. */
    BACK_LIGHT,
    TOO_DARK,
    TOO_BRIGHT,
    /** The head is turned, raised, lowered or tilted. */
    LOOK_STRAIGHT,
    /** A mask, a hand, a hat or dark glasses. */
    UNCOVER_THE_FACE,
    /** Blurred: the citizen moves. */
    HOLD_STILL
}
