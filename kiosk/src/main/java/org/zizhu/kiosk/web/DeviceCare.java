package org.zizhu.kiosk.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.panel.Panel;

/**
 * What field staff do to a device from its page: have it test itself, work it once, or take its power for a moment. One at a time for each
 * device. Thread-safe; nothing blocks.
 */
final class DeviceCare {

    /** Longer than the slowest self-test; a device that works for a citizen all that time says that it is busy. */
    private static final Duration SELF_TEST_WITHIN = Duration.ofSeconds(15);

    /** The relay is switched at once; the device comes back later, by its own status. */
    private static final Duration POWER_CYCLE_WITHIN = Duration.ofSeconds(10);

    /** Screens at which no device is at work for a citizen. */
    private static final Set<String> NOBODY_WAITS =
            Set.of("starting", "attract", "home", "farewell", "out-of-service", "staff-menu");

    /** What can be done. */
    enum Deed {
        SELF_TEST,
        TRIAL,
        POWER_CYCLE
    }

    /** Why it is not done now. */
    enum Refusal {
        /** The device is being tested or power-cycled already. */
        UNDER_WAY,
        /** A device may not be worked, nor its power be taken, while a citizen waits for it. */
        CITIZEN_WAITS,
        /** What lets a card or a door's content out is tried only by who has opened the maintenance door with its key. */
        MAINTENANCE_DOOR_SHUT,
        NO_TRIAL,
        NO_RELAY
    }

    /**
     * The last deed.
     *
     * @param ended null while it is under way
     * @param code why it failed; null when it did not
     * @param words what the device found, or the reason's keyword
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Done(
            Deed deed, Instant begun, @Nullable Instant ended, @Nullable FailureCode code, @Nullable String words) {}

    private final Cabinet cabinet;
    private final InstantSource clock;
    private final Supplier<String> screen;
    private final Trial trial;
    private final Map<String, Done> last = new ConcurrentHashMap<>();

    DeviceCare(Cabinet cabinet, Trial trial, InstantSource clock, Supplier<String> screen) {
        this.cabinet = cabinet;
        this.trial = trial;
        this.clock = clock;
        this.screen = screen;
    }

    /** The panel that can take this device's power. */
    Optional<Panel> relayOf(Device device) {
        return cabinet.panel().filter(panel -> panel.relays().contains(device.name()));
    }

    /** Whether it can be worked by hand. */
    boolean canBeTried(Device device) {
        return trial.of(device).isPresent();
    }

    /** The last deed done to the device, or the one under way. */
    @Nullable
    Done last(Device device) {
        return last.get(device.name());
    }

    /** Begins the deed; empty when it has begun. */
    Optional<Refusal> begin(Deed deed, Device device) {
        return switch (deed) {
            case SELF_TEST -> begin(deed, device, () -> device.selfTest(SELF_TEST_WITHIN));
            case TRIAL -> {
                var what = trial.of(device);
                if (what.isEmpty()) {
                    yield Optional.of(Refusal.NO_TRIAL);
                }
                if (citizenWaits()) {
                    yield Optional.of(Refusal.CITIZEN_WAITS);
                }
                if (Trial.letsOut(device) && !maintenanceDoorOpen()) {
                    yield Optional.of(Refusal.MAINTENANCE_DOOR_SHUT);
                }
                yield begin(deed, device, what.get());
            }
            case POWER_CYCLE -> {
                Optional<Panel> panel = relayOf(device);
                if (panel.isEmpty()) {
                    yield Optional.of(Refusal.NO_RELAY);
                }
                if (citizenWaits()) {
                    yield Optional.of(Refusal.CITIZEN_WAITS);
                }
                yield begin(deed, device, () -> panel.get().powerCycle(device.name(), POWER_CYCLE_WITHIN));
            }
        };
    }

    private boolean citizenWaits() {
        return !NOBODY_WAITS.contains(screen.get());
    }

    private boolean maintenanceDoorOpen() {
        return cabinet.panel()
                .map(panel -> panel.senses().getOrDefault(Panel.Sense.MAINTENANCE_DOOR_OPEN, false))
                .orElse(false);
    }

    private Optional<Refusal> begin(Deed deed, Device device, Supplier<CompletableFuture<Completion<String>>> what) {
        Done begun = new Done(deed, clock.instant(), null, null, null);
        synchronized (last) {
            Done before = last.get(device.name());
            if (before != null && before.ended() == null) {
                return Optional.of(Refusal.UNDER_WAY);
            }
            last.put(device.name(), begun);
        }
        var unused = what.get().thenAccept(completion -> last.put(device.name(), ended(begun, completion)));
        return Optional.empty();
    }

    private Done ended(Done begun, Completion<String> completion) {
        if (completion instanceof Completion.Success<String> success) {
            return new Done(begun.deed(), begun.begun(), clock.instant(), null, success.value());
        }
        Completion.Failed<String> failed = (Completion.Failed<String>) completion;
        return new Done(begun.deed(), begun.begun(), clock.instant(), failed.code(), failed.reason());
    }
}
