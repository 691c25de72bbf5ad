package org.zizhu.drivers.locker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.Subscription;

/**
 * Doors behind which certificates or material wait (证照柜). Doors are numbered as on their labels; which lock of which board
 * that is, the wiring file says.
 */
public interface Locker extends Device {

    /** A door as its switch says. */
    enum Door {
        OPEN,
        CLOSED,
        /** The board does not answer, or has not been asked yet. */
        UNKNOWN
    }

    /** A door that was opened or closed, by whomever. */
    record Change(int door, Door now) {}

    /**
     * Fires one lock and waits until its switch says that the door is open. Never two locks at once, and never the same one
     * twice within two seconds, however it is asked. {@code HARDWARE_ERROR} "door-stuck" when the switch did not change:
     * whether the lock moved is unknown then.
     */
    CompletableFuture<Completion<Door>> open(int door, Duration within);

    /** Each door as its switch says now, by number. */
    Map<Integer, Door> doors();

    /** Tells each change from now on, on the driver's thread. */
    Subscription onChange(Consumer<? super Change> listener);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.LOCKER;
    }
}
