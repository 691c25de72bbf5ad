package org.zizhu.drivers.camera.ffmpeg;

import java.util.Optional;
import org.zizhu.drivers.DeviceState;

/**
 * What ffmpeg says on its standard error when it can't go on, by the words of its messages. Only the keyword is kept: the
 * message may quote an address with its password.
 */
enum Complaint {
    BUSY("Device or resource busy", DeviceState.HARDWARE_ERROR, "in-use"),
    PERMISSION("Permission denied", DeviceState.HARDWARE_ERROR, "not-permitted"),
    NO_DEVICE("No such device", DeviceState.NO_DEVICE, "link-lost"),
    REFUSED("Connection refused", DeviceState.NO_DEVICE, "refused"),
    PASSWORD("401 Unauthorized", DeviceState.HARDWARE_ERROR, "not-authorised"),
    FORBIDDEN("403 Forbidden", DeviceState.HARDWARE_ERROR, "not-authorised"),
    NOT_FOUND("404 Not Found", DeviceState.HARDWARE_ERROR, "no-such-stream"),
    NO_PICTURES("Invalid data found", DeviceState.HARDWARE_ERROR, "no-pictures");

    private final String words;
    private final DeviceState state;
    private final String reason;

    Complaint(String words, DeviceState state, String reason) {
        this.words = words;
        this.state = state;
        this.reason = reason;
    }

    /** What a line of the standard error complains of. */
    static Optional<Complaint> in(String line) {
        for (Complaint complaint : values()) {
            if (line.contains(complaint.words)) {
                return Optional.of(complaint);
            }
        }
        return Optional.empty();
    }

    Unseen unseen() {
        return new Unseen(state, reason);
    }
}
