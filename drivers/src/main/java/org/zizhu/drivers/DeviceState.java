package org.zizhu.drivers;

/** The condition of a device as a whole, in the words of XFS4IoT (Common.Status, {@code device}). */
public enum DeviceState {
    /** Works and takes commands. */
    ONLINE,
    /** Its link answers, but the device says that it can't work now (paused, shut down). */
    OFFLINE,
    /** The link is there, the device is switched off or silent. */
    POWER_OFF,
    /** No such port, address or device at all. */
    NO_DEVICE,
    /** The device itself says that it is broken; staff are needed. */
    HARDWARE_ERROR,
    /** Something that a person at the machine can put right: a door, paper, a full tray. */
    USER_ERROR,
    /** Works, and is executing a command. */
    DEVICE_BUSY,
    /** The device or a sensor suspects tampering. */
    FRAUD_ATTEMPT,
    /** Not known yet: the driver has been started and has not reached the device so far. */
    STARTING;

    /** Whether a command may be sent with a prospect of success. */
    public boolean usable() {
        return this == ONLINE || this == DEVICE_BUSY;
    }
}
