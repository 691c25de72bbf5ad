package org.zizhu.drivers;

/** Why a device command failed, in the words of XFS4IoT's completion codes. */
public enum FailureCode {
    /** The caller cancelled it. */
    CANCELLED,
    /** Its time was over before the awaited thing happened. */
    TIME_OUT,
    /** The device can't be reached or is not in a state to take commands. Nothing was done. */
    NOT_READY,
    /** The device, or the way to it, failed while it worked. What was done is unknown unless the reason says so. */
    HARDWARE_ERROR,
    /** The person did something that stopped it (lifted the card). They can do it again. */
    USER_ERROR,
    /** The command does not fit what was done before. */
    SEQUENCE_ERROR,
    /** The device can't do this at all. */
    UNSUPPORTED,
    /** The device or medium answered with data that can't be right. */
    INVALID_DATA,
    /** The reader is not authorised, or the medium could not prove that it is genuine. */
    NOT_AUTHORISED
}
