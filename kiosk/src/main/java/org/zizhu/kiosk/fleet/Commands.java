package org.zizhu.kiosk.fleet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.fleet.ReportStore.Known;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands of the centre, from their coming to their end; contract.md §6. Each is done once, whatever comes twice and whenever the power goes, and
 * never in the middle of a visit. Thread-safe.
 */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** A command that waits until nobody is served. */
    private record Waiting(Known command, Deed deed, long untilNanos) {}

    /** Brings what a command has fetched to the fleet; ends with whether it is there. */
    @FunctionalInterface
    interface Delivery {
        CompletableFuture<Boolean> deliver(String command, String mediaType, byte[] content);
    }

    private final ReportStore store;
    private final Hands hands;
    private final Delivery delivery;
    private final MonotonicClock clock;
    private final Consumer<Known> noting;
    private final Runnable wakeVisit;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /**
     * @param noting is told how far each has come, before that is stored; after a power cut perhaps again
     * @param wakeVisit has {@link #begin} called on the visit's thread, when nobody is served
     */
    Commands(
            ReportStore store,
            Hands hands,
            Delivery delivery,
            MonotonicClock clock,
            Consumer<Known> noting,
            Runnable wakeVisit) {
        this.store = store;
        this.hands = hands;
        this.delivery = delivery;
        this.clock = clock;
        this.noting = noting;
        this.wakeVisit = wakeVisit;
    }

    static Fact.OfCommand fact(Known command) {
        return new Fact.OfCommand(
                command.id(),
                command.stage(),
                command.reason(),
                command.result() == null
                        ? null
                        : JsonMapper.shared().readValue(command.result(), new TypeReference<Map<String, Object>>() {}));
    }

    /** What the power had cut short: a restart is done by now, of others it is looked whether they are. Before anything else. */
    synchronized void settle() {
        for (Known command : store.unfinished()) {
            if (command.stage() == Fact.Stage.STARTED) {
                boolean done = deed(command).map(hands::isDone).orElse(false);
                end(command, done ? new Hands.Outcome.Done(Map.of()) : new Hands.Outcome.Failed("interrupted"));
            }
        }
    }

    /** One has come, for the first time or again. */
    synchronized void told(Told.Order order) {
        Optional<Known> before = store.command(order.id());
        if (before.isPresent() && before.get().stage() != Fact.Stage.RECEIVED) {
            // Nothing anew: how far it has come.
            store.reach(before.get());
            return;
        }
        Known command = before.orElseGet(() ->
                new Known(order.id(), order.name(), order.arguments().toString(), Fact.Stage.RECEIVED, null, null));
        Optional<Deed> deed = deed(command);
        Optional<String> objection = !hands.able().contains(order.name())
                ? Optional.of("unsupported")
                : deed.isEmpty() ? Optional.of("malformed-arguments") : deed.flatMap(hands::objection);
        if (objection.isPresent()) {
            reach(stage(command, Fact.Stage.REFUSED, objection.get(), null));
            return;
        }
        if (before.isEmpty()) {
            reach(command);
        }
        waiting.put(
                order.id(),
                new Waiting(
                        command,
                        deed.orElseThrow(),
                        clock.nanos() + order.expires().toNanos()));
        wakeVisit.run();
    }

    /** On the visit's thread, while nobody is served. */
    synchronized void begin() {
        lapse();
        while (!waiting.isEmpty()) {
            Waiting next = waiting.values().iterator().next();
            waiting.remove(next.command.id());
            Known started = stage(next.command, Fact.Stage.STARTED, null, null);
            reach(started);
            LOG.info("command {} started", next.command.name());
            perform(started, next.deed);
        }
    }

    private void perform(Known command, Deed deed) {
        CompletableFuture<Hands.Outcome> ends;
        try {
            ends = hands.perform(command.id(), deed);
        } catch (RuntimeException e) {
            // A defect of one command is told, and ends neither the visit's thread nor the others.
            LOG.error("command {} failed: {}", command.name(), e.getClass().getSimpleName());
            ends = CompletableFuture.completedFuture(new Hands.Outcome.Failed("kiosk-fault"));
        }
        var unused = ends.thenCompose(outcome -> delivered(command, outcome))
                .whenComplete((outcome, failure) ->
                        end(command, failure == null ? outcome : new Hands.Outcome.Failed("kiosk-fault")));
    }

    private CompletableFuture<Hands.Outcome> delivered(Known command, Hands.Outcome outcome) {
        return outcome instanceof Hands.Outcome.Fetched fetched
                ? delivery.deliver(command.id(), fetched.mediaType(), fetched.content())
                        .thenApply(there -> there
                                ? new Hands.Outcome.Done(Map.of("bytes", fetched.content().length))
                                : new Hands.Outcome.Failed("not-delivered"))
                : CompletableFuture.completedFuture(outcome);
    }

    private void end(Known command, Hands.Outcome outcome) {
        if (outcome instanceof Hands.Outcome.Done done) {
            reach(stage(command, Fact.Stage.DONE, null, done.result().isEmpty() ? null : Wire.write(done.result())));
        } else if (outcome instanceof Hands.Outcome.Failed failed) {
            reach(stage(command, Fact.Stage.FAILED, failed.reason(), null));
        }
    }

    /** Those whose time is over are not started any more; once a second, say. */
    synchronized void lapse() {
        long now = clock.nanos();
        waiting.values().removeIf(one -> {
            boolean over = now - one.untilNanos >= 0;
            if (over) {
                reach(stage(one.command, Fact.Stage.EXPIRED, null, null));
            }
            return over;
        });
    }

    private void reach(Known command) {
        noting.accept(command);
        store.reach(command);
    }

    private static Optional<Deed> deed(Known command) {
        return Wire.read(command.arguments()).flatMap(arguments -> Deed.read(command.name(), arguments));
    }

    private static Known stage(Known command, Fact.Stage stage, @Nullable String reason, @Nullable String result) {
        return new Known(command.id(), command.name(), command.arguments(), stage, reason, result);
    }
}
