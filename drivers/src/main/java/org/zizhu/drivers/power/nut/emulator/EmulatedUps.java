package org.zizhu.drivers.power.nut.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * The supply itself: mains, battery and what it says of them. An old one's battery lasts less, a broken one's asks to be
 * replaced. Thread-safe.
 */
public final class EmulatedUps {

    /** An empty battery is full again after so long. */
    private static final Duration RECHARGE = Duration.ofHours(4);

    private static final double FULL = 100;

    private final UpsModel model;
    private final MonotonicClock clock;
    private final double fullSeconds;

    // All below is guarded by this.
    private boolean mains = true;
    private boolean replaceBattery;
    private Duration flicker = Duration.ZERO;
    private double charge = FULL;
    private long settledNanos;

    public EmulatedUps(UpsModel model, Imperfection age, MonotonicClock clock) {
        this.model = model;
        this.clock = clock;
        this.fullSeconds = model.runtime().toSeconds() / (1 + age.slowness());
        this.replaceBattery = age == Imperfection.BROKEN;
        this.settledNanos = clock.nanos();
    }

    /** Pulls its plug, or puts it back. */
    public synchronized void mains(boolean on) {
        settle();
        mains = on;
        flicker = Duration.ZERO;
    }

    /** The mains go on and off, each time for so long, until {@link #mains} or {@link #heal}. */
    public synchronized void flicker(Duration each) {
        settle();
        flicker = each;
    }

    /** The battery has so much left, 0 to 100. */
    public synchronized void charge(int percent) {
        settle();
        charge = percent;
    }

    /** Its own test has found the battery too old, or a new one is in. */
    public synchronized void replaceBattery(boolean replace) {
        replaceBattery = replace;
    }

    /** Mains, a new and full battery. */
    public synchronized void heal() {
        mains(true);
        charge = FULL;
        replaceBattery = false;
    }

    public synchronized boolean onMains() {
        return flicker.isZero() ? mains : clock.nanos() / flicker.toNanos() % 2 == 0;
    }

    public synchronized int chargePercent() {
        settle();
        return (int) Math.round(charge);
    }

    /** What it says to its driver, by NUT's names. */
    synchronized Map<String, String> variables() {
        settle();
        boolean onMains = onMains();
        List<String> words = new ArrayList<>();
        words.add(onMains ? "OL" : "OB");
        words.add(onMains ? "CHRG" : "DISCHRG");
        if (charge <= model.lowPercent()) {
            words.add("LB");
        }
        if (replaceBattery) {
            words.add("RB");
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put("battery.charge", String.valueOf(Math.round(charge)));
        variables.put("battery.charge.low", String.valueOf(model.lowPercent()));
        variables.put("battery.runtime", String.valueOf(Math.round(fullSeconds * charge / FULL)));
        variables.put("input.voltage", onMains ? "229.8" : "0.0");
        variables.put("output.voltage", "230.0");
        variables.put("ups.load", "31");
        variables.put("ups.mfr", model.maker());
        variables.put("ups.model", model.model());
        variables.put("ups.serial", "ZZ18990101");
        variables.put("ups.status", String.join(" ", words));
        return variables;
    }

    /** Brings the charge up to now. */
    private void settle() {
        long now = clock.nanos();
        double seconds = (now - settledNanos) / 1e9;
        settledNanos = now;
        double change = onMains() ? FULL * seconds / RECHARGE.toSeconds() : -FULL * seconds / fullSeconds;
        charge = Math.max(0, Math.min(FULL, charge + change));
    }
}
