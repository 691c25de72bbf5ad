package org.zizhu.drivers.idcard.samv;

import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;

/** The state that a SAM-V module answers with, its third status byte SW3 (GA 467), and what it means for a command. */
public enum SamVStatus {
    OK(0x90, FailureCode.HARDWARE_ERROR, "answer-incomplete"),
    CARD_FOUND(0x9F, FailureCode.SEQUENCE_ERROR, "answer-out-of-sequence"),
    REQUEST_CHECKSUM_WRONG(0x10, FailureCode.HARDWARE_ERROR, "request-checksum-wrong"),
    REQUEST_LENGTH_WRONG(0x11, FailureCode.HARDWARE_ERROR, "request-length-wrong"),
    COMMAND_WRONG(0x21, FailureCode.UNSUPPORTED, "command-unknown"),
    NOT_ALLOWED(0x23, FailureCode.SEQUENCE_ERROR, "operation-not-allowed"),
    UNRECOGNISED_ERROR(0x24, FailureCode.HARDWARE_ERROR, "unrecognised-error"),
    CARD_REFUSED_READER(0x31, FailureCode.NOT_AUTHORISED, "card-refused-reader"),
    READER_REFUSED_CARD(0x32, FailureCode.NOT_AUTHORISED, "reader-refused-card"),
    NOT_VERIFIED(0x33, FailureCode.NOT_AUTHORISED, "information-not-verified"),
    CARD_TYPE_UNKNOWN(0x40, FailureCode.INVALID_DATA, "card-type-unknown"),
    READ_FAILED(0x41, FailureCode.USER_ERROR, "lift-card"),
    RANDOM_NUMBER_FAILED(0x47, FailureCode.HARDWARE_ERROR, "random-number-failed"),
    SELF_TEST_FAILED(0x60, FailureCode.HARDWARE_ERROR, "self-test-failed"),
    READER_NOT_AUTHORISED(0x66, FailureCode.NOT_AUTHORISED, "reader-not-authorised"),
    NO_CARD(0x80, FailureCode.TIME_OUT, "no-card"),
    SELECT_FAILED(0x81, FailureCode.USER_ERROR, "lift-card"),
    NO_SUCH_ITEM(0x91, FailureCode.UNSUPPORTED, "no-such-item"),
    COMMUNICATION_FAULT(0xFF, FailureCode.HARDWARE_ERROR, "communication-fault"),
    /** A code that the standard does not list. */
    UNLISTED(-1, FailureCode.HARDWARE_ERROR, "status-unlisted");

    private final int code;
    private final FailureCode failure;
    private final String reason;

    SamVStatus(int code, FailureCode failure, String reason) {
        this.code = code;
        this.failure = failure;
        this.reason = reason;
    }

    static SamVStatus of(byte sw3) {
        for (SamVStatus status : values()) {
            if (status.code == (sw3 & 0xFF)) {
                return status;
            }
        }
        return UNLISTED;
    }

    /** SW3; −1 for {@link #UNLISTED}. */
    public int code() {
        return code;
    }

    /** A stable keyword for what is wrong. */
    String reason() {
        return reason;
    }

    /** What a command that needed something else fails with. */
    <T> Completion<T> failed() {
        return Completion.failed(failure, reason);
    }
}
