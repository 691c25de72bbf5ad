package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.panel.Panel;

/** The panel of the tabletop: everything is wired but the light beside the locker, and the printer hangs on a relay. */
public final class TablePanel extends TableDevice implements Panel {

    /** The lights that are on. */
    public final Set<Light> lit = EnumSet.noneOf(Light.class);

    /** Every light that was ever on, in order. */
    public final List<Light> lights = new CopyOnWriteArrayList<>();

    private final Map<Sense, Boolean> senses = new EnumMap<>(Sense.class);
    private final List<Consumer<? super Change>> listeners = new CopyOnWriteArrayList<>();

    public TablePanel(SimulatedInbox time) {
        super("panel", time);
        for (Sense sense : Sense.values()) {
            senses.put(sense, false);
        }
    }

    /** From now on this is sensed, or not any more. */
    public void senses(Sense sense, boolean active) {
        senses.put(sense, active);
        listeners.forEach(listener -> listener.accept(new Change(sense, active)));
    }

    /** Somebody presses the call button and lets it go. */
    public void callButton() {
        senses(Sense.CALL_BUTTON, true);
        senses(Sense.CALL_BUTTON, false);
    }

    @Override
    public Map<Sense, Boolean> senses() {
        return status().usable() ? Map.copyOf(senses) : Map.of();
    }

    @Override
    public Subscription onChange(Consumer<? super Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<Completion<Boolean>> light(Light light, boolean on, Duration within) {
        if (!status().usable()) {
            return failed(FailureCode.NOT_READY, "not-connected");
        }
        if (light == Light.LOCKER) {
            return failed(FailureCode.UNSUPPORTED, "no-such-light");
        }
        if (on && lit.add(light)) {
            lights.add(light);
        } else if (!on) {
            lit.remove(light);
        }
        return CompletableFuture.completedFuture(Completion.success(on));
    }

    @Override
    public Set<String> relays() {
        return Set.of("document-printer");
    }

    @Override
    public CompletableFuture<Completion<String>> powerCycle(String device, Duration within) {
        return CompletableFuture.completedFuture(Completion.success("off for 3 s"));
    }
}
