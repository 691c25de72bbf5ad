package org.zizhu.drivers.dispenser.crt591.emulator;

/** What can get lost between host and device while each waits for the other's sign. */
public enum HandshakeFault {
    /** The host's frame never came. */
    FRAME_LOST,
    /** The host's frame came damaged: NAK. */
    FRAME_DAMAGED,
    /** The command is done, the host sees no ACK for it. */
    ACK_LOST,
    /** The command is done, the answer and its repeats are lost. */
    ANSWER_LOST,
    /** The host's ACK is lost: the answer comes again. */
    HOST_ACK_LOST
}
