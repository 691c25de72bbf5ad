package org.zizhu.fleet.units;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.zizhu.fleet.unit.Division;

/** What happens in the simulated province: citizens come, and, if wanted, things break and are mended. It ends with the timer. */
final class Days {

    private static final Duration BETWEEN_VISITS = Duration.ofMinutes(6);
    /** No more often by the contract. */
    private static final Duration BETWEEN_TELEMETRY = Duration.ofMinutes(17);
    /** Of one unit, until its next. */
    private static final Duration BETWEEN_FAULTS = Duration.ofMinutes(60);
    /** Of the whole province. */
    private static final Duration BETWEEN_CUTS = Duration.ofMinutes(4);

    private static final Duration SHORTEST_FAULT = Duration.ofMinutes(1);
    private static final Duration LONGEST_FAULT = Duration.ofMinutes(12);

    private final List<SimulatedUnit> units;
    private final Map<Division, List<SimulatedUnit>> townships;
    private final ScheduledExecutorService timer;
    private final Random random;
    private final Consumer<String> diary;

    /** @param diary told in one line of what befalls a whole township */
    Days(Crowd crowd, long seed, Consumer<String> diary) {
        this.units = crowd.units();
        this.timer = crowd.timer();
        this.random = new Random(seed);
        this.diary = diary;
        this.townships = units.stream()
                .collect(Collectors.groupingBy(unit -> unit.place().township()));
    }

    void begin(boolean faults) {
        again(share(BETWEEN_VISITS), () -> any().happens(Cabinet::visit));
        again(share(BETWEEN_TELEMETRY), new InTurn()::next);
        if (faults) {
            again(share(BETWEEN_FAULTS), this::fault);
            again(BETWEEN_CUTS, this::cutTownship);
        }
    }

    private void fault() {
        SimulatedUnit unit = any();
        List<Cabinet.Trouble> troubles = List.of(Cabinet.Trouble.values());
        // Two more befall the unit as a whole.
        int which = random.nextInt(troubles.size() + 2);
        if (which < troubles.size()) {
            Cabinet.Trouble trouble = troubles.get(which);
            unit.happens(cabinet -> cabinet.begin(trouble));
            later(length(), () -> unit.happens(cabinet -> cabinet.end(trouble)));
        } else if (which == troubles.size()) {
            unit.freeze(true);
            later(length(), () -> unit.freeze(false));
        } else {
            unit.unplug();
            later(length(), () -> unit.plugIn(Duration.ofSeconds(1)));
        }
    }

    private void cutTownship() {
        List<Division> all = List.copyOf(townships.keySet());
        Division township = all.get(random.nextInt(all.size()));
        Duration length = length();
        diary.accept("the network of township " + township.code() + " is down for " + length.toSeconds() + " s");
        townships.get(township).forEach(SimulatedUnit::unplug);
        later(length, () -> townships.get(township).forEach(unit -> unit.plugIn(Duration.ofSeconds(20))));
    }

    private SimulatedUnit any() {
        return units.get(random.nextInt(units.size()));
    }

    /** So that each unit meets with it so often. */
    private Duration share(Duration ofOne) {
        return ofOne.dividedBy(units.size());
    }

    private Duration length() {
        long range = LONGEST_FAULT.minus(SHORTEST_FAULT).toMillis();
        return SHORTEST_FAULT.plusMillis((long) (range * random.nextDouble()));
    }

    private void later(Duration wait, Runnable what) {
        var unused = timer.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Again and again, by chance, so often on average. */
    private void again(Duration every, Runnable what) {
        var unused = timer.schedule(
                () -> {
                    what.run();
                    again(every, what);
                },
                (long) (-Math.log(1 - random.nextDouble()) * every.toNanos()),
                TimeUnit.NANOSECONDS);
    }

    /** Telemetry comes from each in turn, so that nobody tells more often than it may. */
    private final class InTurn {
        private int next;

        void next() {
            units.get(next).telemetry();
            next = (next + 1) % units.size();
        }
    }
}
