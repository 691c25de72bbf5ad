package org.zizhu.kiosk.simulation;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.zizhu.kiosk.simulation.World.Ending;

/** {@code ./run simulate [--months N | --days N] [--seed N]}: a kiosk's months from a seed, and what came of them; ends with 1 and the story if anything went wrong. */
public final class Simulate {

    private static final int DAYS_IN_A_MONTH = 30;
    private static final int MOST_LINES = 400;

    private Simulate() {}

    public static void main(String[] arguments) {
        int days = DAYS_IN_A_MONTH;
        long seed = System.nanoTime() & 0xFFFFFF;
        Sabotage sabotage = Sabotage.NONE;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--months" -> days = Integer.parseInt(arguments[i + 1]) * DAYS_IN_A_MONTH;
                case "--days" -> days = Integer.parseInt(arguments[i + 1]);
                case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                case "--sabotage" -> sabotage = Sabotage.valueOf(arguments[i + 1]);
                default -> throw new IllegalArgumentException("does not know " + arguments[i]);
            }
        }
        System.exit(live(seed, days, sabotage) ? 0 : 1);
    }

    private static boolean live(long seed, int days, Sabotage sabotage) {
        System.out.printf("zizhu: a kiosk lives through %d days from seed %d%n", days, seed);
        Simulation simulation = new Simulation(sabotage);
        Tally tally = simulation.tally();
        long start = processor();
        int[] day = {0};
        Ending ending = simulation.live(seed, days, () -> {
            if (day[0]++ % DAYS_IN_A_MONTH == 0 && day[0] > 1) {
                System.out.printf("  day %4d  %7d visits  %6.1f s%n", day[0] - 1, tally.visits, seconds(start));
            }
        });
        double seconds = seconds(start);
        table("Visits", tally.outcomes);
        lines("Mishaps", tally.mishaps);
        lines("Slips, exchanges, battery", tally.counts);
        lines("What citizens were told", tally.troubles);
        System.out.printf(
                "%n%d visits, %d power cuts, in %.1f s of one core: %.0f visits a second; a month of %d visits takes %.1f s%n",
                tally.visits,
                tally.powerCuts,
                seconds,
                tally.visits / seconds,
                (int) ((double) tally.visits * DAYS_IN_A_MONTH / days),
                seconds * DAYS_IN_A_MONTH / days);
        System.out.printf(
                "looked %d times, after each entry and each event, whether all holds; %d mishaps by plan%n",
                tally.looks, tally.mishaps());
        System.out.println(ending.account());
        System.out.println("fingerprint " + ending.fingerprint());
        ending.violated().ifPresent(violated -> {
            System.out.printf(
                    "%nVIOLATED on day %d: %s%nThe shortest story:%n",
                    ending.at().toDays() + 1, violated.getMessage());
            System.out.print(told(simulation.story(seed, ending)));
            System.out.printf("%nAgain: ./run simulate --days %d --seed %d%n", days, seed);
        });
        if (ending.violated().isEmpty()) {
            System.out.println("Every invariant held after each event.");
        }
        return ending.violated().isEmpty();
    }

    /** A story for people: what happened to the kiosk, and then all that it did. */
    static String told(Shrinker.Story story) {
        StringBuilder text = new StringBuilder();
        for (Act act : story.acts()) {
            text.append("  At ")
                    .append(Chronicle.moment(act.at().toNanos()))
                    .append(' ')
                    .append(act.inWords())
                    .append(".\n");
        }
        text.append("In full:\n");
        int lines = story.ending().lines().size();
        story.ending().lines().stream()
                .skip(Math.max(0, lines - MOST_LINES))
                .forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }

    private static void table(String title, Map<String, Map<String, Integer>> rows) {
        System.out.printf("%n%s%n", title);
        rows.forEach((item, outcomes) -> {
            Map<String, Integer> shown = new TreeMap<>();
            outcomes.forEach(
                    (outcome, n) -> shown.merge(outcome.replaceFirst("^ended: .*", "ended without"), n, Integer::sum));
            System.out.printf("  %-24s %s%n", item, shown);
        });
    }

    private static void lines(String title, Map<String, Integer> rows) {
        System.out.printf("%n%s%n", title);
        rows.forEach((what, n) -> System.out.printf(Locale.ROOT, "  %6d  %s%n", n, what));
    }

    private static double seconds(long start) {
        return Duration.ofNanos(processor() - start).toMillis() / 1000.0;
    }

    /** Processor time of this one thread, so that a busy machine does not change what is said of speed. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
