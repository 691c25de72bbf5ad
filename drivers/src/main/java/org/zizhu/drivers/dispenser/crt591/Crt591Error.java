package org.zizhu.drivers.dispenser.crt591;

import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.FailureCode;

/**
 * Why a CRT-591 refuses, by the two characters e1 e0 (protocol v1.0; 16 and 42 from the CRT-571's), and what that means
 * for the command and for the device.
 */
public enum Crt591Error {
    COMMAND_UNKNOWN("00", FailureCode.UNSUPPORTED, "command-unknown", DeviceState.ONLINE),
    PARAMETER_WRONG("01", FailureCode.UNSUPPORTED, "parameter-wrong", DeviceState.ONLINE),
    OUT_OF_SEQUENCE("02", FailureCode.SEQUENCE_ERROR, "command-out-of-sequence", DeviceState.ONLINE),
    HARDWARE_LACKING("03", FailureCode.UNSUPPORTED, "hardware-lacking", DeviceState.ONLINE),
    DATA_WRONG("04", FailureCode.INVALID_DATA, "command-data-wrong", DeviceState.ONLINE),
    CONTACT_STUCK("05", FailureCode.HARDWARE_ERROR, "chip-contact-stuck", DeviceState.HARDWARE_ERROR),
    JAM("10", FailureCode.HARDWARE_ERROR, "card-jammed", DeviceState.USER_ERROR),
    SENSOR_FAILED("12", FailureCode.HARDWARE_ERROR, "sensor-failed", DeviceState.HARDWARE_ERROR),
    CARD_TOO_LONG("13", FailureCode.HARDWARE_ERROR, "card-too-long", DeviceState.USER_ERROR),
    CARD_TOO_SHORT("14", FailureCode.HARDWARE_ERROR, "card-too-short", DeviceState.USER_ERROR),
    MOVED_MANUALLY("16", FailureCode.USER_ERROR, "card-moved-by-hand", DeviceState.ONLINE),
    NOT_CAPTURED("40", FailureCode.HARDWARE_ERROR, "card-not-captured", DeviceState.HARDWARE_ERROR),
    MAGNET_FAILED("41", FailureCode.HARDWARE_ERROR, "chip-magnet-failed", DeviceState.HARDWARE_ERROR),
    CHIP_NOT_REACHED_571("42", FailureCode.HARDWARE_ERROR, "chip-position-not-reached", DeviceState.HARDWARE_ERROR),
    CHIP_NOT_REACHED("43", FailureCode.HARDWARE_ERROR, "chip-position-not-reached", DeviceState.HARDWARE_ERROR),
    MOVED_BY_HAND("45", FailureCode.USER_ERROR, "card-moved-by-hand", DeviceState.ONLINE),
    BIN_COUNTER_OVERFLOW("50", FailureCode.HARDWARE_ERROR, "bin-counter-overflow", DeviceState.USER_ERROR),
    MOTOR_FAILED("51", FailureCode.HARDWARE_ERROR, "motor-failed", DeviceState.HARDWARE_ERROR),
    CHIP_SUPPLY_SHORT("60", FailureCode.INVALID_DATA, "chip-supply-short", DeviceState.ONLINE),
    CHIP_NOT_ACTIVATED("61", FailureCode.INVALID_DATA, "card-mute", DeviceState.ONLINE),
    CHIP_COMMAND_UNSUPPORTED("62", FailureCode.INVALID_DATA, "card-garbled", DeviceState.ONLINE),
    CHIP_SILENT("63", FailureCode.INVALID_DATA, "card-mute", DeviceState.ONLINE),
    CHIP_PROTOCOL("64", FailureCode.INVALID_DATA, "card-garbled", DeviceState.ONLINE),
    CHIP_NOT_POWERED("65", FailureCode.INVALID_DATA, "card-mute", DeviceState.ONLINE),
    CHIP_COMMAND_UNFIT("66", FailureCode.INVALID_DATA, "card-garbled", DeviceState.ONLINE),
    CHIP_TRANSMISSION("67", FailureCode.INVALID_DATA, "card-garbled", DeviceState.ONLINE),
    CHIP_TIME_OUT("68", FailureCode.INVALID_DATA, "card-mute", DeviceState.ONLINE),
    CHIP_NOT_EMV("69", FailureCode.INVALID_DATA, "card-garbled", DeviceState.ONLINE),
    STACKER_EMPTY("A0", FailureCode.NOT_READY, "stacker-empty", DeviceState.ONLINE),
    BIN_FULL("A1", FailureCode.NOT_READY, "bin-full", DeviceState.ONLINE),
    /** It was switched on since it was made ready. */
    NOT_INITIALISED("B0", FailureCode.NOT_READY, "not-initialised", DeviceState.OFFLINE),
    /** A code that the protocol does not list. */
    UNLISTED("", FailureCode.HARDWARE_ERROR, "error-unlisted", DeviceState.HARDWARE_ERROR);

    private final String code;
    private final FailureCode failure;
    private final String reason;
    private final DeviceState state;

    Crt591Error(String code, FailureCode failure, String reason, DeviceState state) {
        this.code = code;
        this.failure = failure;
        this.reason = reason;
        this.state = state;
    }

    static Crt591Error of(byte e1, byte e0) {
        for (Crt591Error error : values()) {
            if (error.code.length() == 2 && error.code.charAt(0) == e1 && error.code.charAt(1) == e0) {
                return error;
            }
        }
        return UNLISTED;
    }

    /** The two characters; empty for {@link #UNLISTED}. */
    public String code() {
        return code;
    }

    /** A stable keyword for what is wrong. */
    String reason() {
        return reason;
    }

    /** The state of the device that says so; {@link DeviceState#ONLINE} where it works none the less. */
    DeviceState state() {
        return state;
    }

    /** Whether it is a fault of the mechanics, which stays until somebody sees to it. */
    boolean lasts() {
        return state == DeviceState.HARDWARE_ERROR || state == DeviceState.USER_ERROR;
    }

    /** What the command fails with. */
    <T> Completion<T> failed() {
        return Completion.failed(failure, reason);
    }
}
