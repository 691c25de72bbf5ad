package org.zizhu.drivers.panel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.Subscription;

/** The cabinet's own senses and switches (控制板): doors, presence, tamper, the call button, guide lights, relays. */
public interface Panel extends Device {

    /** What a digital input tells. Which channel it is, and whether it is active when open, the wiring file says. */
    enum Sense {
        FRONT_DOOR_OPEN,
        MAINTENANCE_DOOR_OPEN,
        /** Somebody stands before the unit. */
        PRESENCE,
        TAMPER,
        WATER,
        SMOKE,
        /** The button "call a person" (呼叫按钮) is pressed. */
        CALL_BUTTON
    }

    /** A guide light beside a device, which shows the citizen where to act. */
    enum Light {
        ID_CARD,
        CARD,
        CODE,
        DOCUMENT,
        RECEIPT,
        LOCKER
    }

    /** A sense that changed, de-bounced. */
    record Change(Sense sense, boolean active) {}

    /** What each wired sense says now; empty while the panel can't be asked. */
    Map<Sense, Boolean> senses();

    /** Tells each change from now on, on the driver's thread. */
    Subscription onChange(Consumer<? super Change> listener);

    /** Switches a guide light; {@code UNSUPPORTED} where it is not wired. */
    CompletableFuture<Completion<Boolean>> light(Light light, boolean on, Duration within);

    /** The devices, by their name in the wiring file, whose power hangs on a relay of this panel. */
    Set<String> relays();

    /**
     * Takes the power from a device for a few seconds, by a relay that gives it back by itself even if this machine hangs.
     *
     * @param device the device's name in the wiring file; {@code UNSUPPORTED} where it is none of {@link #relays}
     */
    CompletableFuture<Completion<String>> powerCycle(String device, Duration within);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.PANEL;
    }
}
