package org.zizhu.drivers.camera.ffmpeg;

import java.io.IOException;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;

/** There are no pictures to be had: the state that this means, and a stable keyword that says why. */
public final class Unseen extends IOException {
    private static final long serialVersionUID = 1;

    private final DeviceState state;
    private final String reason;

    Unseen(DeviceState state, String reason) {
        super(reason);
        this.state = state;
        this.reason = reason;
    }

    public DeviceStatus status() {
        return DeviceStatus.without(state, reason);
    }
}
