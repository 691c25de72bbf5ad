package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/** What becomes of slips that citizens carried away: they are brought back, here or to another kiosk, once or twice, by whoever has them, or not at all. */
final class Slips {

    private static final String MARK = "ZZS:";
    private static final Duration CALM_LASTS = Duration.ofMinutes(80);

    private final World world;

    Slips(World world) {
        this.world = world;
    }

    static boolean isOne(String code) {
        return code.startsWith(MARK);
    }

    /** Somebody leaves with a slip; they are the n-th of all who came. */
    void carriedAway(String code, int n, SplittableRandom random) {
        world.tally.slip("carried away");
        int dice = random.nextInt(100);
        Duration soon = Duration.ofSeconds(random.nextInt(100, 3_000));
        Duration someTime = Duration.ofSeconds(random.nextInt(200, 100_000));
        if (dice < 30) {
            broughtBack(code, n, dice < 15 ? soon : someTime, random.nextLong());
        } else if (dice < 40) {
            broughtElsewhere(code, someTime, random.nextLong());
        } else if (dice < 60) {
            // A photo of it is as good as the slip.
            broughtElsewhere(code, soon, random.nextLong());
            broughtBack(code, n, soon.plusSeconds(random.nextInt(10, 600)), random.nextLong());
        } else if (dice < 75) {
            broughtBack(code, n, soon, random.nextLong());
            broughtBack(code, n, soon.plus(someTime), random.nextLong());
        } else if (dice < 85) {
            broughtBack(code, world.another(), someTime, random.nextLong());
        }
    }

    private void broughtBack(String code, int n, Duration after, long seed) {
        world.time.after(outsideCalm(after), () -> {
            world.tally.slip("brought back");
            world.chronicle.note("somebody brings a slip");
            Duration at = Duration.ofNanos(world.time.nanos());
            new Person(world, new Act.Comes(at, seed, Temper.STEADY, "scan-code", false), n, code).arrives();
        });
    }

    private void broughtElsewhere(String code, Duration after, long seed) {
        world.time.after(after, () -> {
            world.tally.slip("brought to another kiosk");
            world.cash.broughtElsewhere(code.substring(MARK.length()), new SplittableRandom(seed));
        });
    }

    /** In the hour in which all is well, nobody else comes. */
    private Duration outsideCalm(Duration after) {
        Duration at = Duration.ofNanos(world.time.nanos()).plus(after);
        return Planner.inCalm(at.minusDays(at.toDays())) ? after.plus(CALM_LASTS) : after;
    }
}
