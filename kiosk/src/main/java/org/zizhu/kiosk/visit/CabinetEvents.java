package org.zizhu.kiosk.visit;

import java.time.Duration;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.panel.Panel;

/** Brings into the inbox what the cabinet tells: that something is otherwise than before, and that somebody calls for help. */
public final class CabinetEvents {

    /**
     * How long the call button must have been left alone for a press to count: one that is worn or stuck can't hold the kiosk
     * in its help screen, and nobody needs help twice in that time.
     */
    private static final Duration REST = Duration.ofSeconds(3);

    private final Inbox inbox;
    private long buttonMoved;

    private CabinetEvents(Inbox inbox) {
        this.inbox = inbox;
        this.buttonMoved = inbox.nanos() - REST.toNanos();
    }

    /** From now on, until the devices are closed. */
    public static void into(Inbox inbox, Cabinet cabinet) {
        CabinetEvents events = new CabinetEvents(inbox);
        for (Device device : cabinet.devices()) {
            var unused = device.onStatus(status -> inbox.put(new Event.Changed()));
        }
        cabinet.panel().ifPresent(panel -> {
            var unused = panel.onChange(events::sensed);
        });
        cabinet.powerSupply().ifPresent(supply -> {
            var unused = supply.onPower(power -> inbox.put(new Event.Changed()));
        });
    }

    private synchronized void sensed(Panel.Change change) {
        if (change.sense() != Panel.Sense.CALL_BUTTON) {
            inbox.put(new Event.Changed());
            return;
        }
        long now = inbox.nanos();
        if (change.active() && now - buttonMoved >= REST.toNanos()) {
            inbox.put(new Event.CalledForHelp());
        }
        buttonMoved = now;
    }
}
