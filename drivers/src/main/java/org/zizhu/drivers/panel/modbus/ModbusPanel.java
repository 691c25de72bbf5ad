package org.zizhu.drivers.panel.modbus;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Completion.Failed;
import org.zizhu.drivers.Completion.Success;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.serial.SerialLink;

/**
 * The cabinet's senses and switches on an input and relay board by Modbus RTU, such as Waveshare's Modbus RTU IO 8CH
 * (read coils 01, read inputs 02, write one coil 05, and the vendor's timed 05 at 0x0200 + channel).
 *
 * <p>The last wish for a light counts: one that was uttered while the board was away, or that the board forgot in a reset, is
 * fulfilled when it is seen that the light is otherwise.
 *
 * <p>Reasons of its status. Reached and watched over: "tamper" ({@code FRAUD_ATTEMPT}); while {@code ONLINE} "smoke",
 * "water", "maintenance-door-open", "front-door-open", "call-button-stuck" (the panel works; what they mean for the citizen
 * is the kiosk's affair). Not reached: "link-lost", "silent", "answer-garbled". Reached, but refusing to tell its
 * inputs: "board-busy" ({@code OFFLINE}), "board-failed", "illegal-function", "illegal-data-address",
 * "illegal-data-value", "refused".
 */
public final class ModbusPanel extends DeviceLoop<ModbusLine> implements Panel {

    /** Five looks a second: a button that is pressed for a moment is seen, and twice seen is soon enough for a door. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Every two seconds: a board that was reset by a dip of its supply has forgotten the lights. */
    private static final int LOOKS_BETWEEN_OUTPUTS = 10;

    /** Nobody presses a button for that long. */
    private static final Duration LONGEST_PRESS = Duration.ofSeconds(30);

    /** What a status names of the active senses, in this order; the others are no trouble. */
    private static final Map<Sense, String> TROUBLES = troubles();

    private final SerialLink.Port port;
    private final int unit;
    private final PanelWiring wiring;
    private final List<Consumer<? super Change>> watchers = new CopyOnWriteArrayList<>();
    private final Map<Light, Boolean> wishes = new ConcurrentHashMap<>();
    private volatile Map<Sense, Boolean> senses = Map.of();

    // All below: the driver's thread alone.
    private final SteadySenses steady;
    private int looksUntilOutputs;
    /** When the last relay that took a device's power has given it back. */
    private long powerBackNanos;

    /**
     * @param unit the board's address, 1 to 247
     */
    public ModbusPanel(
            String name,
            SerialLink.Port port,
            int unit,
            PanelWiring wiring,
            MonotonicClock clock,
            InstantSource wallClock) {
        super(name, clock, wallClock);
        this.port = port;
        this.unit = unit;
        this.wiring = wiring;
        this.steady = new SteadySenses(clock);
        this.powerBackNanos = clock.nanos();
    }

    private static Map<Sense, String> troubles() {
        Map<Sense, String> troubles = new java.util.LinkedHashMap<>();
        troubles.put(Sense.TAMPER, "tamper");
        troubles.put(Sense.SMOKE, "smoke");
        troubles.put(Sense.WATER, "water");
        troubles.put(Sense.MAINTENANCE_DOOR_OPEN, "maintenance-door-open");
        troubles.put(Sense.FRONT_DOOR_OPEN, "front-door-open");
        return troubles;
    }

    @Override
    public Map<Sense, Boolean> senses() {
        return senses;
    }

    @Override
    public Subscription onChange(Consumer<? super Change> listener) {
        watchers.add(listener);
        return () -> watchers.remove(listener);
    }

    @Override
    public CompletableFuture<Completion<Boolean>> light(Light light, boolean on, Duration within) {
        Integer channel = wiring.lights().get(light);
        if (channel == null) {
            return CompletableFuture.completedFuture(Completion.failed(FailureCode.UNSUPPORTED, "not-wired"));
        }
        wishes.put(light, on);
        return submit(within, (line, deadline) -> line.output(channel, on));
    }

    @Override
    public Set<String> relays() {
        return new TreeSet<>(wiring.power().keySet());
    }

    @Override
    public CompletableFuture<Completion<String>> powerCycle(String device, Duration within) {
        Integer channel = wiring.power().get(device);
        if (channel == null) {
            return CompletableFuture.completedFuture(Completion.failed(FailureCode.UNSUPPORTED, "not-wired"));
        }
        return submit(within, (line, deadline) -> {
            Completion<Duration> off = line.flash(channel, wiring.powerOff());
            powerBackNanos = clock().nanos() + wiring.powerOff().plus(LOOK).toNanos();
            if (off instanceof Success) {
                history().count("power-cycles");
            }
            return off.map(time -> "without power for " + time.toMillis() / 1000.0 + " s");
        });
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (line, deadline) -> {
            Completion<BitSet> inputs = line.inputs(wiring.inputs());
            Completion<BitSet> outputs = line.outputs(wiring.outputs());
            if (wiring.hasInputs() && inputs instanceof Failed<BitSet> failed) {
                return failed.map(bits -> "");
            }
            if (wiring.hasOutputs() && outputs instanceof Failed<BitSet> failed) {
                return failed.map(bits -> "");
            }
            return Completion.success("closed inputs " + channels(inputs) + ", outputs on " + channels(outputs));
        });
    }

    private static String channels(Completion<BitSet> read) {
        return read instanceof Success<BitSet> bits ? bits.value().toString() : "unknown";
    }

    @Override
    protected ModbusLine connect() throws IOException {
        looksUntilOutputs = 0;
        fact("address", Integer.toString(unit));
        fact(
                "senses",
                Integer.toString(
                        wiring.senses().size() + wiring.sensesWhenOpen().size()));
        fact("guide lights", Integer.toString(wiring.lights().size()));
        fact("relays", String.join(", ", relays()));
        return new ModbusLine(port.open(), unit, clock(), wireLog());
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        senses = Map.of();
        steady.lookAway();
        return ModbusLine.lost(cause);
    }

    @Override
    protected Duration poll(ModbusLine line) throws IOException {
        Completion<BitSet> read = Completion.success(new BitSet());
        if (wiring.hasOutputs() && (looksUntilOutputs-- <= 0 || !wiring.hasInputs())) {
            looksUntilOutputs = LOOKS_BETWEEN_OUTPUTS;
            read = putRight(line);
        }
        if (wiring.hasInputs()) {
            read = line.inputs(wiring.inputs());
        }
        if (read instanceof Success<BitSet> inputs) {
            saw(wiring.meaning(inputs.value()));
        } else if (read instanceof Failed<BitSet> refused) {
            refused(refused);
        }
        return LOOK;
    }

    private void saw(Map<Sense, Boolean> seen) {
        List<Change> changes = steady.look(seen);
        senses = steady.settled();
        List<String> reasons = TROUBLES.entrySet().stream()
                .filter(trouble -> steady.active(trouble.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(ArrayList::new));
        if (steady.activeFor(Sense.CALL_BUTTON).compareTo(LONGEST_PRESS) > 0) {
            reasons.add("call-button-stuck");
        }
        DeviceState state = steady.active(Sense.TAMPER) ? DeviceState.FRAUD_ATTEMPT : DeviceState.ONLINE;
        publish(new DeviceStatus(state, reasons, MediaState.UNKNOWN, Map.of()));
        for (Change change : changes) {
            history().count(written(change.sense()) + (change.active() ? "-on" : "-off"));
            watchers.forEach(watcher -> watcher.accept(change));
        }
    }

    private static String written(Sense sense) {
        return sense.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void refused(Failed<BitSet> refused) {
        senses = Map.of();
        steady.lookAway();
        boolean busy = refused.code() == FailureCode.NOT_READY;
        publish(DeviceStatus.without(busy ? DeviceState.OFFLINE : DeviceState.HARDWARE_ERROR, refused.reason()));
    }

    /** Looks at the outputs, and switches those that are otherwise than they should be. */
    private Completion<BitSet> putRight(ModbusLine line) throws IOException {
        Completion<BitSet> read = line.outputs(wiring.outputs());
        if (read instanceof Success<BitSet> outputs) {
            for (Map.Entry<Light, Integer> light : wiring.lights().entrySet()) {
                wish(line, outputs.value(), light.getValue(), wishes.getOrDefault(light.getKey(), false));
            }
            if (powerBackNanos - clock().nanos() < 0) {
                // Left on by somebody's test program: its device would stay dark for ever.
                for (int relay : wiring.power().values()) {
                    wish(line, outputs.value(), relay, false);
                }
            }
        }
        return read;
    }

    private static void wish(ModbusLine line, BitSet outputs, int channel, boolean on) throws IOException {
        if (outputs.get(channel) != on) {
            var unused = line.output(channel, on);
        }
    }
}
