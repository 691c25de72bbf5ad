package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;

/** The port is there, and what hangs on it does not work as a scan engine should. */
final class EngineTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final DeviceState state;
    private final String reason;

    private EngineTrouble(DeviceState state, String reason) {
        super(reason);
        this.state = state;
        this.reason = reason;
    }

    static EngineTrouble silent() {
        return new EngineTrouble(DeviceState.POWER_OFF, "silent");
    }

    /** What it answers makes no sense, or it can make no sense of what it is asked. */
    static EngineTrouble garbled() {
        return new EngineTrouble(DeviceState.HARDWARE_ERROR, "answer-garbled");
    }

    /** It understood, and says no. */
    static EngineTrouble refused() {
        return new EngineTrouble(DeviceState.HARDWARE_ERROR, "command-refused");
    }

    DeviceStatus status() {
        return DeviceStatus.without(state, reason);
    }
}
