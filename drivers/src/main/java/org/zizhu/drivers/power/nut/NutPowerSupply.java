package org.zizhu.drivers.power.nut;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.Listeners;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.power.PowerState.Source;
import org.zizhu.drivers.power.PowerSupply;

/**
 * A power supply behind a NUT server. Its status word is asked for twice a second, the battery's charge less often. What the
 * server can't say makes the power unknown, never "on battery": nobody is sent away, nor the unit shut down, for a server
 * that restarts.
 *
 * <p>Reasons of its status: while usable those of {@link UpsStatus} ("on-battery", "battery-low", "replace-battery", …); the
 * server's own refusals in lower case ("data-stale", "driver-not-connected", "unknown-ups", "access-denied"); "link-lost"
 * (no server), "silent", "answer-garbled".
 */
public final class NutPowerSupply extends DeviceLoop<NutLink> implements PowerSupply {

    /** An outage shows well within a second. */
    private static final Duration IDLE = Duration.ofMillis(400);

    /** A battery's charge changes by a per cent in some seconds; a supply is not asked more often itself. */
    private static final Duration CHARGE_EVERY = Duration.ofSeconds(5);

    private static final Map<String, String> FACTS =
            Map.of("ups.mfr", "maker", "ups.model", "model", "ups.serial", "serial", "ups.firmware", "firmware");

    private final URI uri;
    private final Object powerLock = new Object();
    private final Listeners<PowerState> listeners = new Listeners<>();
    private volatile PowerState power = PowerState.unknown();

    // All below: the driver's thread alone.
    private final SteadyMains mains;
    private Deadline chargeDue;
    private boolean factsKnown;
    private UpsStatus lastStatus = UpsStatus.of("");
    private OptionalInt charge = OptionalInt.empty();
    private Optional<Duration> runtime = Optional.empty();

    /** @param uri {@code nut://host:port/ups}; the port may be left out */
    public NutPowerSupply(String name, URI uri, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.uri = uri;
        this.mains = new SteadyMains(clock);
        this.chargeDue = Deadline.after(Duration.ZERO, clock);
    }

    @Override
    public PowerState power() {
        return power;
    }

    @Override
    public Subscription onPower(Consumer<? super PowerState> listener) {
        synchronized (powerLock) {
            listener.accept(power);
            return listeners.add(listener);
        }
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (link, deadline) -> {
            NutAnswer answer = link.get("ups.status");
            if (answer instanceof NutAnswer.Values values) {
                return Completion.success("supply says " + values.values().get("ups.status"));
            }
            return Completion.failed(FailureCode.HARDWARE_ERROR, reason((NutAnswer.Refusal) answer));
        });
    }

    @Override
    protected NutLink connect() throws IOException {
        factsKnown = false;
        return NutLink.open(uri, clock(), wireLog());
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        tell(PowerState.unknown());
        if (cause instanceof NutLink.Silent) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "silent");
        }
        if (cause instanceof NutLink.Garbled) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled");
        }
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    @Override
    protected Duration poll(NutLink link) throws IOException {
        NutAnswer answer = link.get("ups.status");
        if (answer instanceof NutAnswer.Refusal refusal) {
            // Another supply may come in the place of one that is gone.
            factsKnown = false;
            tell(PowerState.unknown());
            publish(DeviceStatus.without(refused(refusal), reason(refusal)));
            return IDLE;
        }
        UpsStatus status = UpsStatus.of(((NutAnswer.Values) answer).values().getOrDefault("ups.status", ""));
        if (chargeDue.over() || !status.equals(lastStatus)) {
            if (!factsKnown) {
                askFacts(link);
            }
            askCharge(link);
        }
        lastStatus = status;
        settle(status);
        return IDLE;
    }

    private void askFacts(NutLink link) throws IOException {
        if (link.list() instanceof NutAnswer.Values values) {
            // A server that has just started knows some of them, and the rest a moment later.
            factsKnown = values.values().containsKey("ups.model");
            FACTS.forEach((variable, fact) ->
                    Optional.ofNullable(values.values().get(variable)).ifPresent(value -> fact(fact, value)));
        }
    }

    private void askCharge(NutLink link) throws IOException {
        charge = number(link, "battery.charge", 100);
        OptionalInt seconds = number(link, "battery.runtime", Integer.MAX_VALUE);
        runtime = seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
        chargeDue = Deadline.after(CHARGE_EVERY, clock());
    }

    private void settle(UpsStatus said) {
        boolean outage = mains.outage(said.source() == Source.BATTERY);
        UpsStatus status = outage && said.source() == Source.MAINS ? said.stillOnBattery() : said;
        tell(new PowerState(status.source(), status.aboutToGoOut(), charge, runtime));
        DeviceState state = status.suppliesNothing() ? DeviceState.OFFLINE : DeviceState.ONLINE;
        publish(new DeviceStatus(state, status.reasons(), MediaState.UNKNOWN, Map.of()));
    }

    /** Of a supply that does not know the variable, or says nonsense: nothing. */
    private static OptionalInt number(NutLink link, String variable, int most) throws IOException {
        if (!(link.get(variable) instanceof NutAnswer.Values values)) {
            return OptionalInt.empty();
        }
        try {
            // Some drivers give a fraction: 97.5.
            double number = Double.parseDouble(values.values().getOrDefault(variable, ""));
            return number >= 0 && number <= most ? OptionalInt.of((int) Math.round(number)) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The supply itself is silent for stale data and a driver that is gone; else the server does not let us ask. */
    private static DeviceState refused(NutAnswer.Refusal refusal) {
        return switch (refusal.code()) {
            case "DATA-STALE", "DRIVER-NOT-CONNECTED" -> DeviceState.POWER_OFF;
            case "UNKNOWN-UPS" -> DeviceState.NO_DEVICE;
            default -> DeviceState.OFFLINE;
        };
    }

    private static String reason(NutAnswer.Refusal refusal) {
        return refusal.code().toLowerCase(Locale.ROOT);
    }

    private void tell(PowerState now) {
        synchronized (powerLock) {
            if (!now.equals(power)) {
                power = now;
                listeners.tell(now);
            }
        }
    }
}
