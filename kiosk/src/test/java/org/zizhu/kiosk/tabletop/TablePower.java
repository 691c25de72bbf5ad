package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerSupply;

/** The power supply of the tabletop, on mains until somebody pulls the plug. */
public final class TablePower extends TableDevice implements PowerSupply {

    private final List<Consumer<? super PowerState>> listeners = new CopyOnWriteArrayList<>();
    private PowerState power = state(PowerState.Source.MAINS, false);

    public TablePower(SimulatedInbox time) {
        super("power-supply", time);
    }

    /** From now on it lives on this. */
    public void livesOn(PowerState.Source source) {
        becomes(state(source, false));
    }

    /** The battery is about to go out. */
    public void batteryLow() {
        becomes(state(PowerState.Source.BATTERY, true));
    }

    @Override
    public void nobodyListens() {
        super.nobodyListens();
        listeners.clear();
    }

    private void becomes(PowerState next) {
        power = next;
        listeners.forEach(listener -> listener.accept(power));
    }

    private static PowerState state(PowerState.Source source, boolean low) {
        return new PowerState(source, low, OptionalInt.of(95), Optional.of(Duration.ofMinutes(20)));
    }

    @Override
    public PowerState power() {
        return power;
    }

    @Override
    public Subscription onPower(Consumer<? super PowerState> listener) {
        listener.accept(power);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
