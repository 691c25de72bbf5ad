package org.zizhu.kiosk.visit;

import java.time.Duration;
import java.util.Optional;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.kiosk.screen.Screen;

/**
 * The light beside the device at which the citizen has to act, and no other. Nothing waits for a light: what a panel that was
 * away has missed, it is told when it is back. Thread-safe.
 */
public final class GuideLights {

    /** A light that comes later points to nothing any more. */
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final Optional<Panel> panel;
    private Optional<Light> wanted = Optional.empty();
    private boolean panelThere;

    public GuideLights(Cabinet cabinet) {
        panel = cabinet.panel();
        panel.ifPresent(there -> {
            var unused = there.onStatus(status -> heard(there, status));
        });
    }

    /** The citizen sees this now. */
    public synchronized void follow(Screen screen) {
        Optional<Light> before = wanted;
        wanted = beside(screen);
        if (panel.isPresent() && !wanted.equals(before)) {
            before.ifPresent(light -> turn(panel.get(), light, false));
            wanted.ifPresent(light -> turn(panel.get(), light, true));
        }
    }

    private synchronized void heard(Panel there, DeviceStatus status) {
        if (status.usable() && !panelThere) {
            // A panel that comes back, or that a crash left lit, may show anything.
            for (Light light : Light.values()) {
                turn(there, light, wanted.equals(Optional.of(light)));
            }
        }
        panelThere = status.usable();
    }

    private static void turn(Panel there, Light light, boolean on) {
        // A courtesy: a light that is not wired or does not answer changes nothing.
        var unused = there.light(light, on, WITHIN);
    }

    private static Optional<Light> beside(Screen screen) {
        if (screen instanceof Screen.PresentCard) {
            return Optional.of(Light.ID_CARD);
        }
        if (screen instanceof Screen.InsertCard) {
            return Optional.of(Light.CARD);
        }
        if (screen instanceof Screen.ShowCode) {
            return Optional.of(Light.CODE);
        }
        if (screen instanceof Screen.TakePaper take) {
            return switch (take.outlet()) {
                case "document" -> Optional.of(Light.DOCUMENT);
                case "receipt" -> Optional.of(Light.RECEIPT);
                // No light is wired to the other outlets.
                default -> Optional.empty();
            };
        }
        if (screen instanceof Screen.OpenBox) {
            return Optional.of(Light.LOCKER);
        }
        return Optional.empty();
    }
}
